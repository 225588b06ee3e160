package dev.starbeam.expression.kernel.pattern;

import dev.starbeam.expression.kernel.text.Utf8;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;

/** A LIKE pattern, matched against the bytes of a whole text: {@code %} is any text, {@code _} one character. */
public final class LikePattern implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final short ONE = -1;
    private static final short ANY = -2;

    /** Byte values, {@link #ONE} or {@link #ANY}. */
    private final short[] tokens;

    private LikePattern(short[] tokens) {
        this.tokens = tokens;
    }

    /** @param escape the character that takes the meaning from the one behind it; −1 for none */
    public static LikePattern of(String pattern, int escape) {
        byte[] utf8 = pattern.getBytes(StandardCharsets.UTF_8);
        short[] tokens = new short[utf8.length];
        int count = 0;
        boolean plain = false;
        for (int i = 0; i < pattern.length(); i += Character.charCount(pattern.codePointAt(i))) {
            int c = pattern.codePointAt(i);
            if (!plain && c == escape) {
                plain = true;
            } else if (!plain && (c == '%' || c == '_')) {
                tokens[count++] = c == '%' ? ANY : ONE;
            } else {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    tokens[count++] = (short) (b & 0xFF);
                }
                plain = false;
            }
        }
        return new LikePattern(java.util.Arrays.copyOf(tokens, count));
    }

    /** Greedy, with one step back to the last {@code %}: at worst text times pattern, without recursion. */
    public boolean matches(byte[] bytes, int from, int to) {
        int at = from;
        int token = 0;
        int lastAny = -1;
        int retry = from;
        while (at < to) {
            if (token < tokens.length && tokens[token] == ANY) {
                lastAny = token++;
                retry = at;
            } else if (token < tokens.length && tokens[token] == ONE) {
                at = Utf8.next(bytes, at, to);
                token++;
            } else if (token < tokens.length && tokens[token] == (bytes[at] & 0xFF)) {
                at++;
                token++;
            } else if (lastAny >= 0) {
                retry = Utf8.next(bytes, retry, to);
                at = retry;
                token = lastAny + 1;
            } else {
                return false;
            }
        }
        while (token < tokens.length && tokens[token] == ANY) {
            token++;
        }
        return token == tokens.length;
    }
}
