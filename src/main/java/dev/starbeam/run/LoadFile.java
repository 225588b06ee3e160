package dev.starbeam.run;

import dev.starbeam.warehouse.parquet.ParquetFile;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import org.apache.beam.sdk.coders.AtomicCoder;

/**
 * A Parquet file that waits to be published.
 *
 * @param table the table it belongs to, as declared
 * @param uri where it is
 * @param rows how many rows it holds
 * @param bytes its size
 */
public record LoadFile(String table, String uri, long rows, long bytes) implements Serializable {
    public static LoadFile of(String table, ParquetFile file) {
        return new LoadFile(table, file.uri(), file.rows(), file.bytes());
    }

    /** Its name, without the directory. */
    public String name() {
        return uri.substring(uri.lastIndexOf('/') + 1);
    }

    /** Carries the fields, without what Java serialisation adds. Deterministic. */
    public static final class FileCoder extends AtomicCoder<LoadFile> {
        private static final long serialVersionUID = 1L;
        private static final FileCoder INSTANCE = new FileCoder();

        private FileCoder() {}

        public static FileCoder of() {
            return INSTANCE;
        }

        @Override
        public void encode(LoadFile file, OutputStream out) throws IOException {
            DataOutputStream data = new DataOutputStream(out);
            data.writeUTF(file.table);
            data.writeUTF(file.uri);
            data.writeLong(file.rows);
            data.writeLong(file.bytes);
            data.flush();
        }

        @Override
        public LoadFile decode(InputStream in) throws IOException {
            DataInputStream data = new DataInputStream(in);
            return new LoadFile(data.readUTF(), data.readUTF(), data.readLong(), data.readLong());
        }
    }
}
