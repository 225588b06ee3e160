package dev.starbeam.model.loading.yaml;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** Values written in the declaration that must be of a column's type. */
public final class Literals {
    private Literals() {}

    /** Whether {@code literal} is a value of the column's type; if not, reports it at {@code at}. */
    public static boolean check(String literal, Field column, Declared at) {
        try {
            value(literal, column.type());
            return true;
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
            at.mistake("\"" + literal + "\" is no " + column.type() + ", which \"" + column.name() + "\" is; expected "
                    + example(column.type()));
            return false;
        }
    }

    /** Compares two literals that {@link #check} let pass. */
    public static int compare(String left, String right, Field column) {
        return compareValues(value(left, column.type()), value(right, column.type()));
    }

    @SuppressWarnings("unchecked")
    private static int compareValues(Comparable<?> left, Comparable<?> right) {
        return ((Comparable<Object>) left).compareTo(right);
    }

    private static Comparable<?> value(String literal, ColumnType type) {
        return switch (type.kind()) {
            case TEXT -> literal;
            case BIGINT -> Long.valueOf(literal);
            case DECIMAL -> new BigDecimal(literal).setScale(type.scale());
            case DOUBLE -> new BigDecimal(literal);
            case DATE -> LocalDate.parse(literal);
            case TIMESTAMP -> timestamp(literal);
            case BOOLEAN -> truth(literal);
        };
    }

    /** A date alone is its midnight. */
    private static LocalDateTime timestamp(String literal) {
        return literal.length() == 10
                ? LocalDate.parse(literal).atStartOfDay()
                : LocalDateTime.parse(literal.replace(' ', 'T'));
    }

    private static Boolean truth(String literal) {
        if (literal.equals("true") || literal.equals("false")) {
            return Boolean.valueOf(literal);
        }
        throw new IllegalArgumentException(literal);
    }

    private static String example(ColumnType type) {
        return switch (type.kind()) {
            case TEXT -> "text";
            case BIGINT -> "a whole number such as 42";
            case DECIMAL -> "a number with at most " + type.scale() + " digits after the point";
            case DOUBLE -> "a number such as 4.2";
            case DATE -> "a date such as 2010-12-31";
            case TIMESTAMP -> "a timestamp such as 2010-12-31 08:26:00";
            case BOOLEAN -> "true or false";
        };
    }
}
