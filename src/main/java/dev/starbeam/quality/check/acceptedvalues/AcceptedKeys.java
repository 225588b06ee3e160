package dev.starbeam.quality.check.acceptedvalues;

import dev.starbeam.batch.BooleanColumn;
import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.DoubleColumn;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.batch.Validity;
import dev.starbeam.quality.bounds.ColumnLiteral;
import dev.starbeam.quality.statistic.key.Keys;
import java.math.BigDecimal;
import java.util.List;

/** The values a check accepts, as keys of the column's type: {@code 1.5} accepts a decimal 1.50. */
final class AcceptedKeys {
    private static final Validity ONE_ROW = Validity.allValid(1);

    private AcceptedKeys() {}

    /** @throws IllegalArgumentException when a value is not a literal of the column's type */
    static Keys of(Field field, List<String> values) {
        Keys keys = new Keys();
        values.forEach(value -> keys.number(oneRow(field, value), 0));
        return keys;
    }

    /** The same values as literals of the column's type, as {@link Column#display} writes them. */
    static List<String> literals(Field field, List<String> values) {
        return values.stream().map(value -> oneRow(field, value).display(0)).toList();
    }

    private static Column oneRow(Field field, String value) {
        ColumnType type = field.type();
        return switch (type.kind()) {
            case TEXT -> TextColumn.constant(value, 1);
            case BOOLEAN -> new BooleanColumn(new boolean[] {truth(field, value)}, ONE_ROW);
            case DOUBLE -> new DoubleColumn(new double[] {literal(field, value).doubleValue()}, ONE_ROW);
            default -> new LongColumn(type, new long[] {scaled(field, value)}, ONE_ROW);
        };
    }

    private static boolean truth(Field field, String value) {
        if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
            throw new IllegalArgumentException("accepted value \"" + value + "\" of the boolean column \""
                    + field.name() + "\" should be true or false");
        }
        return value.equalsIgnoreCase("true");
    }

    private static BigDecimal literal(Field field, String value) {
        return ColumnLiteral.parse(field.name(), field.type(), value);
    }

    private static long scaled(Field field, String value) {
        try {
            return literal(field, value)
                    .setScale(field.type().scale())
                    .unscaledValue()
                    .longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "accepted value " + value + " is no possible value of column \"" + field.name() + "\", which is "
                            + field.type(),
                    e);
        }
    }
}
