package dev.starbeam.expression.kernel.text;

import dev.starbeam.batch.TextColumn;
import dev.starbeam.expression.kernel.Kernel;
import dev.starbeam.expression.kernel.RowLoop;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/** Text in one of Unicode's normal forms, so that what looks the same is the same. */
public final class Normalization {
    private Normalization() {}

    /** ASCII is in every form already and only copied. */
    public static Kernel to(Normalizer.Form form) {
        return in -> {
            TextColumn text = in.text(0);
            return RowLoop.text(in, 16, (row, out) -> {
                int start = text.start(row);
                int end = text.end(row);
                if (isAscii(text.bytes(), start, end)) {
                    out.appendPart(text.bytes(), start, end);
                } else {
                    byte[] utf8 = Normalizer.normalize(text.string(row), form).getBytes(StandardCharsets.UTF_8);
                    out.appendPart(utf8, 0, utf8.length);
                }
            });
        };
    }

    private static boolean isAscii(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }
}
