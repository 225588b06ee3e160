package dev.starbeam.ingest.file;

import dev.starbeam.model.source.Compression;
import dev.starbeam.source.SourceRange;
import dev.starbeam.source.UnreadableSourceException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Optional;
import java.util.zip.ZipException;
import org.apache.beam.sdk.io.FileSystems;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a file from some byte on, unpacked. What a file is packed as, its first bytes say; a file that is packed
 * is always read from its beginning. A name that promises what the bytes are not makes a file unreadable.
 */
public final class FileContent extends InputStream {
    /** Not more at a time: unpackers keep back what they unpacked in the call in which the data broke. */
    private static final int MOST_AT_A_TIME = 1 << 12;

    private final ChannelStream stored;
    private final InputStream content;
    private final @Nullable Codec codec;

    private FileContent(ChannelStream stored, InputStream content, @Nullable Codec codec) {
        this.stored = stored;
        this.content = content;
        this.codec = codec;
    }

    /**
     * The content of {@code file[start, end)}, counted as stored.
     *
     * @throws UnreadableSourceException when the file cannot be opened, or is not packed as declared
     */
    public static FileContent open(String file, Compression declared, long start, long end)
            throws UnreadableSourceException {
        try {
            ChannelStream stored = stored(file, start, end);
            return start > 0 ? new FileContent(stored, stored, null) : unpacked(file, declared, stored);
        } catch (IOException e) {
            throw new UnreadableSourceException(file, start, e);
        }
    }

    /** The bytes of {@code file[start, end)} as stored. */
    static ChannelStream stored(String file, long start, long end) throws IOException {
        return ChannelStream.of(FileSystems.open(FileSystems.matchNewResource(file, false)), start, end);
    }

    /** What a file is packed as, with a look at its first bytes. */
    static Optional<Codec> codec(String file, Compression declared) throws IOException {
        try (FileContent content = open(file, declared, 0, SourceRange.TO_END)) {
            return Optional.ofNullable(content.codec);
        }
    }

    private static FileContent unpacked(String file, Compression declared, ChannelStream stored) throws IOException {
        try {
            PushbackInputStream bytes = new PushbackInputStream(stored, Codec.FIRST_BYTES);
            byte[] first = bytes.readNBytes(Codec.FIRST_BYTES);
            bytes.unread(first);
            Codec codec = codec(file, declared, first);
            return new FileContent(stored, codec == null ? bytes : codec.unpack(bytes), codec);
        } catch (IOException | RuntimeException e) {
            stored.close();
            throw e;
        }
    }

    private static @Nullable Codec codec(String file, Compression declared, byte[] first) throws IOException {
        Codec found =
                declared == Compression.NONE ? null : Codec.recognise(first).orElse(null);
        Codec expected = Codec.expected(file, declared).orElse(found);
        if (expected != null && expected != found && first.length > 0) {
            throw new ZipException("it is not " + expected.word() + " data, though "
                    + (declared == Compression.AUTO
                            ? "its name says so; declare compression: none if it is meant to be as it is"
                            : "it is declared to be"));
        }
        return found;
    }

    /** The CRC-32C of the bytes read so far, as stored. */
    public int sum() {
        return stored.sum();
    }

    /** Bytes read so far from the file as stored. */
    public long bytesRead() {
        return stored.bytesRead();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (codec == null) {
            return content.read(target, offset, length);
        }
        try {
            return content.read(target, offset, Math.min(length, MOST_AT_A_TIME));
        } catch (IOException | RuntimeException e) {
            if (stored.hasFailed()) {
                throw e;
            }
            throw damaged(codec, e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int read = 0;
        while (read == 0) {
            read = read(one, 0, 1);
        }
        return read < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public void close() throws IOException {
        content.close();
    }

    private static IOException damaged(Codec codec, Exception e) {
        String said = String.valueOf(e.getMessage());
        boolean cutOff = e instanceof EOFException || said.contains("Truncated") || said.contains("nd of stream");
        IOException damage = cutOff
                ? new EOFException("the " + codec.word() + " data ends in the middle")
                : new ZipException(
                        said.contains(codec.word() + " data")
                                ? said
                                : "the " + codec.word() + " data is damaged (" + said + ")");
        damage.initCause(e);
        return damage;
    }
}
