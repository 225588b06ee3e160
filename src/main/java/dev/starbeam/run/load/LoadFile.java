package dev.starbeam.run.load;

import dev.starbeam.coder.RecordCoder;
import dev.starbeam.warehouse.parquet.ParquetFile;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

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
    public static final class FileCoder extends RecordCoder<LoadFile> {
        private static final long serialVersionUID = 1L;
        private static final FileCoder INSTANCE = new FileCoder();

        private FileCoder() {}

        public static FileCoder of() {
            return INSTANCE;
        }

        @Override
        protected void write(LoadFile file, DataOutputStream out) throws IOException {
            out.writeUTF(file.table);
            out.writeUTF(file.uri);
            out.writeLong(file.rows);
            out.writeLong(file.bytes);
            out.writeInt(file.holds.size());
            for (RowRange rows : file.holds) {
                out.writeUTF(rows.file());
                out.writeLong(rows.first());
                out.writeLong(rows.last());
            }
        }

        @Override
        protected LoadFile read(DataInputStream in) throws IOException {
            return new LoadFile(in.readUTF(), in.readUTF(), in.readLong(), in.readLong(), holds(in));
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
