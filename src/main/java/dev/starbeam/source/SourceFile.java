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
 * @param checksum what the file system offers to tell contents apart (an etag, say), if anything
 * @param seekable whether reading may begin anywhere at little cost
 */
public record SourceFile(
        String path,
        long size,
        long lastModifiedMillis,
        @Nullable String checksum,
        boolean seekable) implements Serializable {

    /** What tells this content from an earlier or later one of the same name. */
    public String version() {
        return size + "/" + (checksum == null ? String.valueOf(lastModifiedMillis) : checksum);
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
            out.writeBoolean(file.checksum != null);
            out.writeUTF(file.checksum == null ? "" : file.checksum);
            out.writeBoolean(file.seekable);
        }

        @Override
        protected SourceFile read(DataInputStream in) throws IOException {
            String path = in.readUTF();
            long size = in.readLong();
            long lastModifiedMillis = in.readLong();
            boolean hasChecksum = in.readBoolean();
            String checksum = in.readUTF();
            return new SourceFile(path, size, lastModifiedMillis, hasChecksum ? checksum : null, in.readBoolean());
        }
    }
}
