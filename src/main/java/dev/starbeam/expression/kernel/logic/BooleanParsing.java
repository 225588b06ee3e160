package dev.starbeam.expression.kernel.logic;

import dev.starbeam.batch.BooleanColumn;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.expression.kernel.Arguments;
import dev.starbeam.expression.kernel.Attempt;
import dev.starbeam.expression.kernel.Kernel;
import dev.starbeam.expression.kernel.RowLoop;
import dev.starbeam.expression.kernel.text.Blanks;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** Text to truth values: true t yes y on 1, and false f no n off 0, in any case. */
public final class BooleanParsing {
    private static final Set<String> TRUE = Set.of("true", "t", "yes", "y", "on", "1");
    private static final Set<String> FALSE = Set.of("false", "f", "no", "n", "off", "0");

    private BooleanParsing() {}

    /** The kernel. */
    public static Kernel to(Attempt attempt) {
        return in -> parse(in, attempt);
    }

    private static BooleanColumn parse(Arguments in, Attempt attempt) {
        TextColumn text = in.text(0);
        return RowLoop.booleans(in, row -> {
            String word = word(text, row);
            if (!TRUE.contains(word) && !FALSE.contains(word)) {
                attempt.failed(in, row, ColumnType.BOOLEAN);
            }
            return TRUE.contains(word);
        });
    }

    private static String word(TextColumn text, int row) {
        int start = Blanks.skip(text.bytes(), text.start(row), text.end(row));
        int end = Blanks.skipBack(text.bytes(), start, text.end(row));
        return end - start > 5
                ? ""
                : new String(text.bytes(), start, end - start, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    }
}
