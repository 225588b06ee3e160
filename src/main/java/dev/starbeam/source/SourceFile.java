package dev.starbeam.source;

import dev.starbeam.coder.RecordCoder;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A file of a source, as listed; or a table, as if it had been written just now.
 *
 * @param path the file as its file system names it, or the table's address
 * @param size bytes as stored, 0 when no one says
 * @param lastModifiedMillis milliseconds since 1970, 0 when the file system does not say
 * @param checksum what the file system offers to tell states apart (an etag; on a local disk times and inode), if anything
 * @param seekable whether reading may begin anywhere at little cost
 * @param content the checksum of what was read, if it was
 */
public record SourceFile(
        String path,
        long size,
        long lastModifiedMillis,
        @Nullable String checksum,
        boolean seekable,
        @Nullable String content)
        implements Serializable {

    /** A file that was not read yet. */
    public SourceFile(String path, long size, long lastModifiedMillis, @Nullable String checksum, boolean seekable) {
        this(path, size, lastModifiedMillis, checksum, seekable, null);
    }

    /** The file with what was read of it. */
    public SourceFile read(String checksumOfContent) {
        return new SourceFile(path, size, lastModifiedMillis, checksum, seekable, checksumOfContent);
    }

    /** What tells this content from an earlier or later one of the same name. */
    public FileVersion identity() {
        return new FileVersion(size, checksum == null ? String.valueOf(lastModifiedMillis) : checksum, content);
    }

    /** The identity as the ledger keeps it. */
    public String version() {
        return identity().toString();
    }

    /** Carries the fields, without what Java serialisation adds. Deterministic. */
    public static final class FileCoder extends RecordCoder<SourceFile> {
        private static final long serialVersionUID = 1L;
        private static final FileCoder INSTANCE = new FileCoder();

        private FileCoder() {}

        public static FileCoder of() {
            return INSTANCE;
        }

        @Override
        protected void write(SourceFile file, DataOutputStream out) throws IOException {
            out.writeUTF(file.path);
            out.writeLong(file.size);
            out.writeLong(file.lastModifiedMillis);
            writeText(file.checksum, out);
            out.writeBoolean(file.seekable);
            writeText(file.content, out);
        }

        @Override
        protected SourceFile read(DataInputStream in) throws IOException {
            return new SourceFile(
                    in.readUTF(), in.readLong(), in.readLong(), readText(in), in.readBoolean(), readText(in));
        }

        private static void writeText(@Nullable String text, DataOutputStream out) throws IOException {
            out.writeBoolean(text != null);
            if (text != null) {
                out.writeUTF(text);
            }
        }

        private static @Nullable String readText(DataInputStream in) throws IOException {
            return in.readBoolean() ? in.readUTF() : null;
        }
    }
}
