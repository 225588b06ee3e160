package dev.starbeam.ingest.file;

import dev.starbeam.source.InvalidSourceException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;

/**
 * A declared encoding as the reader sees it.
 *
 * @param charset how bytes become characters
 * @param unit bytes to a line break: 2 in UTF-16, otherwise 1
 * @param bigEndian which byte of a unit comes first; without a byte order mark UTF-16 is big-endian
 */
public record TextEncoding(Charset charset, int unit, boolean bigEndian) {
    /** @throws InvalidSourceException when the encoding is unknown, or ASCII is not part of it */
    public static TextEncoding of(String name) throws InvalidSourceException {
        Charset charset = charset(name);
        if (charset.canEncode()
                && Arrays.equals("\r\n,\"".getBytes(charset), "\r\n,\"".getBytes(StandardCharsets.US_ASCII))) {
            return new TextEncoding(charset, 1, false);
        }
        if (charset.equals(StandardCharsets.UTF_16LE)) {
            return new TextEncoding(charset, 2, false);
        }
        if (charset.equals(StandardCharsets.UTF_16) || charset.equals(StandardCharsets.UTF_16BE)) {
            return new TextEncoding(charset, 2, true);
        }
        throw new InvalidSourceException("encoding " + name
                + " is not supported: expected UTF-8, UTF-16 or one that contains ASCII, such as ISO-8859-1"
                + " or windows-1252. Convert the files first.");
    }

    boolean isUtf8() {
        return charset.equals(StandardCharsets.UTF_8);
    }

    /** Whether reading may begin at any line: a byte says by itself what character it is part of. */
    public boolean isSplittable() {
        return isUtf8() || (unit == 1 && charset.newEncoder().maxBytesPerChar() <= 1f);
    }

    private static Charset charset(String name) throws InvalidSourceException {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new InvalidSourceException(
                    "\"" + name + "\" is not an encoding known here: expected a name such as UTF-8, UTF-16,"
                            + " ISO-8859-1 or windows-1252",
                    e);
        }
    }
}
