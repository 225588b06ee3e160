package dev.starbeam.run.load;

import dev.starbeam.warehouse.parquet.ParquetFile;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;

/**
 * A Parquet file that waits to be published.
 *
 * @param table the table it belongs to, as declared
 * @param uri where it is
 * @param rows how many rows it holds
 * @param bytes its size
 * @param holds which rows of which source files are in it, by file; empty when it isn't known
 */
public record LoadFile(String table, String uri, long rows, long bytes, List<RowRange> holds) implements Serializable {
    public LoadFile {
        holds = List.copyOf(holds);
    }

    /** A file of which is not known what it was made of. */
    public LoadFile(String table, String uri, long rows, long bytes) {
        this(table, uri, rows, bytes, List.of());
    }

    public static LoadFile of(String table, ParquetFile file) {
        return of(table, file, List.of());
    }

    public static LoadFile of(String table, ParquetFile file, List<RowRange> holds) {
        return new LoadFile(table, file.uri(), file.rows(), file.bytes(), holds);
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
            data.writeInt(file.holds.size());
            for (RowRange rows : file.holds) {
                data.writeUTF(rows.file());
                data.writeLong(rows.first());
                data.writeLong(rows.last());
            }
            data.flush();
        }

        @Override
        public LoadFile decode(InputStream in) throws IOException {
            DataInputStream data = new DataInputStream(in);
            return new LoadFile(data.readUTF(), data.readUTF(), data.readLong(), data.readLong(), holds(data));
        }

        private static List<RowRange> holds(DataInputStream data) throws IOException {
            List<RowRange> holds = new ArrayList<>();
            for (int left = data.readInt(); left > 0; left--) {
                holds.add(new RowRange(data.readUTF(), data.readLong(), data.readLong()));
            }
            return holds;
        }
    }
}
