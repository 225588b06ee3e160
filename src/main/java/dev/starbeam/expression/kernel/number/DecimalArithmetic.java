package dev.starbeam.expression.kernel.number;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.expression.kernel.Arguments;
import dev.starbeam.expression.kernel.Kernel;
import dev.starbeam.expression.kernel.RowLoop;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Exact arithmetic on bigints and decimals. The result type is chosen before; a value that does not fit it, or a
 * division by zero, is an invalid row, never a wrapped number. Every rule answers {@link #OVERFLOW} for that.
 */
public final class DecimalArithmetic {
    /** No number is held as this value. */
    public static final long OVERFLOW = Long.MIN_VALUE;

    private DecimalArithmetic() {}

    /** Scaled longs in, a scaled long or {@link #OVERFLOW} out. */
    interface Rule {
        long of(long a, int scaleA, long b, int scaleB, int scale);
    }

    public static Kernel add(ColumnType type) {
        return in -> sum(in, type, 1);
    }

    public static Kernel subtract(ColumnType type) {
        return in -> sum(in, type, -1);
    }

    public static Kernel multiply(ColumnType type) {
        return in -> product(in, type);
    }

    /** Rounds half away from zero at the result's scale. */
    public static Kernel divide(ColumnType type) {
        return in -> divided(in, type, "/", (a, sa, b, sb, s) -> quotient(a, sa, b, sb, s));
    }

    /** The sign is the dividend's. */
    public static Kernel modulo(ColumnType type) {
        return in -> divided(in, type, "mod", (a, sa, b, sb, s) -> remainder(a, sa, b, sb, s));
    }

    private static Column sum(Arguments in, ColumnType type, int sign) {
        LongColumn left = in.longs(0);
        LongColumn right = in.longs(1);
        long factorA = Powers.ten(type.scale() - left.type().scale());
        long factorB = Powers.ten(type.scale() - right.type().scale());
        long limit = Powers.limit(type);
        long[] values = new long[in.rows()];
        for (int row = 0; row < values.length; row++) {
            if (in.has(row)) {
                long a = times(left.value(row), factorA);
                long b = times(right.value(row), factorB * sign);
                values[row] = within(a == OVERFLOW || b == OVERFLOW ? OVERFLOW : plus(a, b), limit);
                if (values[row] == OVERFLOW) {
                    overflow(in, row, sign > 0 ? "+" : "-", type);
                }
            }
        }
        return new LongColumn(type, values, in.result());
    }

    private static Column product(Arguments in, ColumnType type) {
        LongColumn left = in.longs(0);
        LongColumn right = in.longs(1);
        int dropped = left.type().scale() + right.type().scale() - type.scale();
        long limit = Powers.limit(type);
        long[] values = new long[in.rows()];
        for (int row = 0; row < values.length; row++) {
            if (in.has(row)) {
                long a = left.value(row);
                long b = right.value(row);
                values[row] = within(dropped == 0 ? times(a, b) : product(a, b, dropped), limit);
                if (values[row] == OVERFLOW) {
                    overflow(in, row, "*", type);
                }
            }
        }
        return new LongColumn(type, values, in.result());
    }

    private static Column divided(Arguments in, ColumnType type, String name, Rule rule) {
        LongColumn left = in.longs(0);
        LongColumn right = in.longs(1);
        int scaleA = left.type().scale();
        int scaleB = right.type().scale();
        long limit = Powers.limit(type);
        return RowLoop.longs(in, type, row -> {
            if (right.value(row) == 0) {
                in.invalid(row, name + ": division of " + left.display(row) + " by zero");
                return 0;
            }
            long value = within(rule.of(left.value(row), scaleA, right.value(row), scaleB, type.scale()), limit);
            if (value == OVERFLOW) {
                overflow(in, row, name, type);
            }
            return value;
        });
    }

    private static void overflow(Arguments in, int row, String operator, ColumnType type) {
        in.invalid(
                row,
                in.column(0).display(row) + " " + operator + " " + in.column(1).display(row) + " does not fit " + type);
    }

    /** The exact product, or OVERFLOW. */
    public static long times(long a, long b) {
        long product = a * b;
        return Math.multiplyHigh(a, b) == product >> 63 ? product : OVERFLOW;
    }

    private static long plus(long a, long b) {
        long sum = a + b;
        return ((a ^ sum) & (b ^ sum)) < 0 ? OVERFLOW : sum;
    }

    private static long product(long a, long b, int dropped) {
        BigDecimal exact = BigDecimal.valueOf(a).multiply(BigDecimal.valueOf(b, dropped));
        return NumberParsing.unscaled(exact, 0);
    }

    static long quotient(long a, int scaleA, long b, int scaleB, int scale) {
        int zeros = scale - scaleA + scaleB;
        if (zeros >= 0 && zeros <= 18) {
            long numerator = times(a, Powers.ten(zeros));
            if (numerator != OVERFLOW && b != OVERFLOW) {
                long quotient = numerator / b;
                long rest = Math.abs(numerator % b);
                boolean up = rest >= Math.abs(b) - rest;
                return up ? quotient + ((a ^ b) < 0 ? -1 : 1) : quotient;
            }
        }
        BigDecimal exact =
                BigDecimal.valueOf(a, scaleA).divide(BigDecimal.valueOf(b, scaleB), scale, RoundingMode.HALF_UP);
        return NumberParsing.unscaled(exact, scale);
    }

    private static long remainder(long a, int scaleA, long b, int scaleB, int scale) {
        BigDecimal exact = BigDecimal.valueOf(a, scaleA).remainder(BigDecimal.valueOf(b, scaleB));
        return scaleA == scaleB ? a % b : NumberParsing.unscaled(exact, scale);
    }

    public static long within(long value, long limit) {
        return value > limit || value < -limit ? OVERFLOW : value;
    }
}
