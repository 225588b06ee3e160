package dev.starbeam.star.key;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.CustomCoder;

/** Carries an array in bulk; deterministic. */
public final class LongArrayCoder extends CustomCoder<long[]> {
    private static final long serialVersionUID = 1L;
    private static final LongArrayCoder INSTANCE = new LongArrayCoder();

    private LongArrayCoder() {}

    public static LongArrayCoder of() {
        return INSTANCE;
    }

    @Override
    public void encode(long[] values, OutputStream out) throws IOException {
        LongArrays.write(values, out);
    }

    @Override
    public long[] decode(InputStream in) throws IOException {
        return LongArrays.read(in);
    }

    @Override
    public void verifyDeterministic() {}
}
