package dev.starbeam.ingest.file;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.beam.sdk.coders.DefaultCoder;
import org.apache.beam.sdk.coders.SerializableCoder;

/**
 * A piece of a source that one worker reads: a file, or a byte range of it that begins and ends exactly where records
 * begin. The shards of a file cover it without gap or overlap.
 *
 * @param source the source's name
 * @param file the file as its file system names it
 * @param index the shard's place in its file, from 0
 * @param start the first byte, in the file as stored
 * @param end the byte after the last, or {@link #TO_END}
 * @param fileSize the size of the whole file as stored
 * @param lastModifiedMillis when the file was last changed, 0 when its file system does not say
 */
@DefaultCoder(SerializableCoder.class)
public record SourceShard(
        String source, String file, int index, long start, long end, long fileSize, long lastModifiedMillis)
        implements Serializable {
    /** The end of a shard that is read until its file ends, as compressed files are. */
    public static final long TO_END = Long.MAX_VALUE;

    private static final int ID_BYTES = 10;

    /** The same for the same source, file and start, in every run and on every worker; safe in file names. */
    public String id() {
        MessageDigest digest = sha256();
        digest.update(file.getBytes(StandardCharsets.UTF_8));
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, start));
        return source + "-" + HexFormat.of().formatHex(digest.digest(), 0, ID_BYTES);
    }

    /** Bytes to read, as stored; what remains of the file when the end is open. */
    public long size() {
        return Math.min(end, fileSize) - start;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
