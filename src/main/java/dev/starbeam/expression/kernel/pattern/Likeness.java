package dev.starbeam.expression.kernel.pattern;

import dev.starbeam.batch.TextColumn;
import dev.starbeam.expression.kernel.Kernel;
import dev.starbeam.expression.kernel.RowLoop;

/** {@code like}; {@code ilike} is {@code like} of both sides in lower case. */
public final class Likeness {
    private Likeness() {}

    /**
     * One pattern for all rows.
     *
     * @param escape the escape character, −1 for none
     */
    public static Kernel constant(String pattern, int escape) {
        LikePattern compiled = LikePattern.of(pattern, escape);
        return in -> {
            TextColumn text = in.text(0);
            return RowLoop.booleans(in, row -> compiled.matches(text.bytes(), text.start(row), text.end(row)));
        };
    }

    /** A pattern for each row, in the second argument. */
    public static Kernel varying(int escape) {
        return in -> {
            TextColumn text = in.text(0);
            TextColumn patterns = in.text(1);
            return RowLoop.booleans(
                    in,
                    row -> LikePattern.of(patterns.string(row), escape)
                            .matches(text.bytes(), text.start(row), text.end(row)));
        };
    }
}
