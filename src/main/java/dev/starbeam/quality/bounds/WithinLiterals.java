package dev.starbeam.quality.bounds;

import dev.starbeam.batch.Field;
import dev.starbeam.pushdown.RowTest;
import dev.starbeam.quality.check.RowJudge;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A column's values lie between two literals of its type, both inclusive. NULL is not judged.
 *
 * @param field the column
 * @param min the least value that passes, {@code null}: no limit
 * @param max the greatest value that passes, {@code null}: no limit
 */
public record WithinLiterals(
        Field field, @Nullable String min, @Nullable String max) {
    /** @throws IllegalArgumentException when a literal is none of the column, or the column is text or boolean */
    public RowJudge judge() {
        String column = field.name();
        return switch (field.type().kind()) {
            case TEXT, BOOLEAN ->
                throw new IllegalArgumentException(
                        "column \"" + column + "\" is " + field.type() + " and has no range; use accepted_values");
            case DOUBLE -> new JudgeDoubles(column, doubles(), words(min, max));
            default -> new JudgeLongs(column, longs(), words(min, max));
        };
    }

    /** The test that says the same; the column is no double. */
    public RowTest test() {
        return BoundTests.within(field, longs());
    }

    /** {@code between 1 and 9}. */
    public static String words(@Nullable String min, @Nullable String max) {
        if (min == null) {
            return max == null ? "any value" : "at most " + max;
        }
        return max == null ? "at least " + min : "between " + min + " and " + max;
    }

    private DoubleBounds doubles() {
        DoubleBounds lower = min == null ? null : DoubleBounds.between(literal(min), literal(min));
        DoubleBounds upper = max == null ? null : DoubleBounds.between(literal(max), literal(max));
        return new DoubleBounds(
                lower == null ? Double.NEGATIVE_INFINITY : lower.min(),
                upper == null ? Double.POSITIVE_INFINITY : upper.max());
    }

    private LongBounds longs() {
        int scale = field.type().scale();
        BigDecimal lower = min == null ? BigDecimal.valueOf(Long.MIN_VALUE, scale) : literal(min);
        BigDecimal upper = max == null ? BigDecimal.valueOf(Long.MAX_VALUE, scale) : literal(max);
        return LongBounds.between(lower, upper, scale);
    }

    private BigDecimal literal(String text) {
        return ColumnLiteral.parse(field.name(), field.type(), text);
    }
}
