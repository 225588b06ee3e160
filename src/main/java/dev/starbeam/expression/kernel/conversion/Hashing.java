package dev.starbeam.expression.kernel.conversion;

import dev.starbeam.batch.TextColumn;
import dev.starbeam.expression.kernel.Kernel;
import dev.starbeam.expression.kernel.RowLoop;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** {@code md5} and {@code sha2} of the UTF-8 bytes, as lower-case hexadecimal digits. */
public final class Hashing {
    private Hashing() {}

    /**
     * The kernel.
     *
     * @param algorithm as the JDK names it, such as SHA-256
     */
    public static Kernel of(String algorithm) {
        return in -> {
            TextColumn text = in.text(0);
            MessageDigest digest = digest(algorithm);
            return RowLoop.text(in, 64, (row, out) -> {
                digest.update(text.bytes(), text.start(row), text.length(row));
                TextConversion.append(out, HexFormat.of().formatHex(digest.digest()));
            });
        };
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
