package dev.starbeam.quality.bounds;

import dev.starbeam.batch.ColumnType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * A literal of a check as an exact number in the column's unit: {@code 12.5}, {@code 2010-12-01} (days) or
 * {@code 2010-12-01 08:26:00} (microseconds; a date alone is its midnight).
 */
public final class ColumnLiteral {
    private static final LocalDateTime EPOCH = LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC);

    private ColumnLiteral() {}

    /** @throws IllegalArgumentException saying which literal of which column is not of its type */
    public static BigDecimal parse(String column, ColumnType type, String literal) {
        try {
            return switch (type.kind()) {
                case DATE -> BigDecimal.valueOf(LocalDate.parse(literal.trim()).toEpochDay());
                case TIMESTAMP -> BigDecimal.valueOf(micros(literal.trim()));
                default -> new BigDecimal(literal.trim());
            };
        } catch (NumberFormatException | DateTimeException e) {
            throw new IllegalArgumentException(
                    "\"" + literal + "\" is not a literal of column \"" + column + "\", which is " + type
                            + "; write it like " + example(type),
                    e);
        }
    }

    private static long micros(String literal) {
        LocalDateTime time = literal.length() <= 10
                ? LocalDate.parse(literal).atStartOfDay()
                : LocalDateTime.parse(literal.replace(' ', 'T'));
        return ChronoUnit.MICROS.between(EPOCH, time);
    }

    private static String example(ColumnType type) {
        return switch (type.kind()) {
            case DATE -> "2010-12-01";
            case TIMESTAMP -> "2010-12-01 08:26:00";
            case BIGINT -> "12";
            default -> "12.5";
        };
    }
}
