package dev.starbeam.coder;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/**
 * Carries records of one kind as their fields, without what Java serialisation adds. Equal records give equal bytes. Two
 * coders are equal when they are of one class, so each kind of record has a class of its own.
 *
 * @param <T> the record
 */
public abstract class RecordCoder<T> extends AtomicCoder<T> {
    private static final long serialVersionUID = 1L;

    /** Writes the fields. */
    protected abstract void write(T record, DataOutputStream out) throws IOException;

    /** Reads the fields in the order in which they were written. */
    protected abstract T read(DataInputStream in) throws IOException;

    @Override
    public final void encode(T record, OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        write(record, data);
        data.flush();
    }

    @Override
    public final T decode(InputStream in) throws IOException {
        return read(new DataInputStream(in));
    }
}
