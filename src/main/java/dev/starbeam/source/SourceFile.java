package dev.starbeam.source;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import org.apache.beam.sdk.coders.AtomicCoder;
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
    public static final class FileCoder extends AtomicCoder<SourceFile> {
        private static final long serialVersionUID = 1L;
        private static final FileCoder INSTANCE = new FileCoder();

        private FileCoder() {}

        public static FileCoder of() {
            return INSTANCE;
        }

        @Override
        public void encode(SourceFile file, OutputStream out) throws IOException {
            DataOutputStream data = new DataOutputStream(out);
            data.writeUTF(file.path);
            data.writeLong(file.size);
            data.writeLong(file.lastModifiedMillis);
            data.writeBoolean(file.checksum != null);
            data.writeUTF(file.checksum == null ? "" : file.checksum);
            data.writeBoolean(file.seekable);
            data.flush();
        }

        @Override
        public SourceFile decode(InputStream in) throws IOException {
            DataInputStream data = new DataInputStream(in);
            String path = data.readUTF();
            long size = data.readLong();
            long lastModifiedMillis = data.readLong();
            boolean hasChecksum = data.readBoolean();
            String checksum = data.readUTF();
            return new SourceFile(path, size, lastModifiedMillis, hasChecksum ? checksum : null, data.readBoolean());
        }
    }
}
