package dev.starbeam.batch;

import java.io.Serializable;
import java.util.Locale;

/**
 * The SQL type of a column. Decimals have 1 to 18 digits, so that every value fits a {@code long} scaled by
 * 10<sup>scale</sup>; precision and scale are 0 for every other kind.
 *
 * @param kind which family of values
 * @param precision total decimal digits, 1 to 18, of a decimal
 * @param scale digits after the decimal point, 0 to precision, of a decimal
 */
public record ColumnType(Kind kind, int precision, int scale) implements Serializable {
    /** Families of values, each with one physical column class. */
    public enum Kind {
        /** UTF-8 text of any length. */
        TEXT,
        /** 64-bit signed integer. */
        BIGINT,
        /** Exact decimal, held as a scaled long. */
        DECIMAL,
        /** IEEE 754 double. */
        DOUBLE,
        /** Days since 1970-01-01, proleptic Gregorian. */
        DATE,
        /** Microseconds since 1970-01-01T00:00:00 without a time zone. */
        TIMESTAMP,
        /** True or false. */
        BOOLEAN
    }

    /** Digits that always fit a long. */
    public static final int MAX_PRECISION = 18;

    public static final ColumnType TEXT = new ColumnType(Kind.TEXT, 0, 0);
    public static final ColumnType BIGINT = new ColumnType(Kind.BIGINT, 0, 0);
    public static final ColumnType DOUBLE = new ColumnType(Kind.DOUBLE, 0, 0);
    public static final ColumnType DATE = new ColumnType(Kind.DATE, 0, 0);
    public static final ColumnType TIMESTAMP = new ColumnType(Kind.TIMESTAMP, 0, 0);
    public static final ColumnType BOOLEAN = new ColumnType(Kind.BOOLEAN, 0, 0);

    public ColumnType {
        if (kind == Kind.DECIMAL) {
            if (precision < 1 || precision > MAX_PRECISION || scale < 0 || scale > precision) {
                throw new IllegalArgumentException("decimal(" + precision + "," + scale
                        + "): precision must be 1 to 18 and scale 0 to the precision");
            }
        } else if (precision != 0 || scale != 0) {
            throw new IllegalArgumentException(kind + " takes no precision or scale");
        }
    }

    /** A decimal with {@code precision} digits, {@code scale} of them after the point. */
    public static ColumnType decimal(int precision, int scale) {
        return new ColumnType(Kind.DECIMAL, precision, scale);
    }

    /** Whether values are held in a {@link LongColumn}. */
    public boolean isLongBacked() {
        return switch (kind) {
            case BIGINT, DECIMAL, DATE, TIMESTAMP -> true;
            case TEXT, DOUBLE, BOOLEAN -> false;
        };
    }

    /** Whether the type is bigint, decimal or double. */
    public boolean isNumeric() {
        return kind == Kind.BIGINT || kind == Kind.DECIMAL || kind == Kind.DOUBLE;
    }

    /** The type as written in messages: {@code decimal(12,3)}, {@code text}. */
    @Override
    public String toString() {
        String name = kind.name().toLowerCase(Locale.ROOT);
        return kind == Kind.DECIMAL ? name + "(" + precision + "," + scale + ")" : name;
    }
}
