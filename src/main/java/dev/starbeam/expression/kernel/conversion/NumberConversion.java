package dev.starbeam.expression.kernel.conversion;

import dev.starbeam.batch.BooleanColumn;
import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.DoubleColumn;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.expression.kernel.Arguments;
import dev.starbeam.expression.kernel.Attempt;
import dev.starbeam.expression.kernel.Kernel;
import dev.starbeam.expression.kernel.RowLoop;
import dev.starbeam.expression.kernel.number.DecimalArithmetic;
import dev.starbeam.expression.kernel.number.NumberParsing;
import dev.starbeam.expression.kernel.number.Powers;
import java.math.BigDecimal;

/** Numbers and truth values to other numeric types, rounding half away from zero. */
public final class NumberConversion {
    private NumberConversion() {}

    /** Bigint or decimal to bigint or decimal; what does not fit fails. */
    public static Kernel rescale(ColumnType type, Attempt attempt) {
        return in -> {
            LongColumn numbers = in.longs(0);
            int scale = numbers.type().scale();
            long limit = Powers.limit(type);
            return RowLoop.longs(in, type, row -> {
                long value = DecimalArithmetic.within(rescale(numbers.value(row), scale, type.scale()), limit);
                if (value == DecimalArithmetic.OVERFLOW) {
                    attempt.failed(in, row, type);
                }
                return value;
            });
        };
    }

    /** A scaled long at another scale, rounded half away from zero, or OVERFLOW. */
    static long rescale(long value, int from, int to) {
        if (to >= from) {
            return DecimalArithmetic.times(value, Powers.ten(to - from));
        }
        long divisor = Powers.ten(from - to);
        long quotient = value / divisor;
        long rest = Math.abs(value % divisor);
        return rest >= divisor - rest ? quotient + Long.signum(value) : quotient;
    }

    /** Doubles to bigint or decimal; NaN, infinities and what does not fit fail. */
    public static Kernel fromDouble(ColumnType type, Attempt attempt) {
        return in -> {
            DoubleColumn numbers = in.doubles(0);
            long limit = Powers.limit(type);
            return RowLoop.longs(in, type, row -> {
                double number = numbers.value(row);
                long value = Double.isNaN(number) || Double.isInfinite(number)
                        ? NumberParsing.NONE
                        : NumberParsing.unscaled(new BigDecimal(Double.toString(number)), type.scale());
                if (DecimalArithmetic.within(value, limit) == DecimalArithmetic.OVERFLOW) {
                    attempt.failed(in, row, type);
                }
                return value;
            });
        };
    }

    /** Bigint or decimal to the nearest double. */
    public static Column toDouble(Arguments in) {
        LongColumn numbers = in.longs(0);
        int scale = numbers.type().scale();
        return RowLoop.doubles(in, row -> toDouble(numbers.value(row), scale));
    }

    /** The nearest double: one division rounds once while both operands are exact. */
    static double toDouble(long value, int scale) {
        return scale == 0 || Math.abs(value) < 1L << 53
                ? (double) value / Powers.ten(scale)
                : BigDecimal.valueOf(value, scale).doubleValue();
    }

    /** True to 1, false to 0, at the type's scale. */
    public static Kernel fromBoolean(ColumnType type) {
        return in -> {
            BooleanColumn truths = in.booleans(0);
            return RowLoop.longs(in, type, row -> truths.value(row) ? Powers.ten(type.scale()) : 0);
        };
    }

    /** Zero to false, all others to true. */
    public static Column toBoolean(Arguments in) {
        return in.column(0) instanceof DoubleColumn doubles
                ? RowLoop.booleans(in, row -> doubles.value(row) != 0)
                : RowLoop.booleans(in, row -> in.longs(0).value(row) != 0);
    }
}
