package dev.starbeam.ingest.file;

import dev.starbeam.model.source.Compression;
import dev.starbeam.source.InvalidSourceException;
import dev.starbeam.source.UnreadableSourceException;
import java.io.Closeable;
import java.io.IOException;

/** The content of a file from some byte on, unpacked, as UTF-8 without byte order mark. For one thread. */
public interface TextInput extends Closeable {
    /**
     * The text of {@code file[start, end)}.
     *
     * @param encoding an IANA name
     * @throws InvalidSourceException when the declared encoding cannot be read
     * @throws UnreadableSourceException when the file cannot be opened, or is not packed as declared
     */
    static TextInput open(String file, Compression compression, String encoding, long start, long end)
            throws IOException {
        TextEncoding known = TextEncoding.of(encoding);
        FileContent content = FileContent.open(file, compression, start, end);
        return known.isUtf8() ? new Utf8Input(content, start) : new TranscodedInput(content, start, known);
    }

    /** Reads at least one and at most {@code length} bytes; -1 at the end. Waits for no more than one read. */
    int read(byte[] target, int offset, int length) throws IOException;

    /**
     * The byte of the unpacked file that stands for byte {@code position} of this text, which must be where a line
     * begins and must not be less than in the call before.
     */
    long originalOffset(long position);

    /** Bytes read so far from the file as stored. */
    long bytesRead();

    /** The CRC-32C of these bytes. */
    int sum();
}
