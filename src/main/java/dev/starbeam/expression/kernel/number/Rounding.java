package dev.starbeam.expression.kernel.number;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.DoubleColumn;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.expression.kernel.Kernel;
import dev.starbeam.expression.kernel.RowLoop;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** {@code round}, {@code floor}, {@code ceil} and {@code trunc} at a number of digits after (or before) the point. */
public final class Rounding {
    private Rounding() {}

    /**
     * Bigints and decimals.
     *
     * @param type the result's, of a scale at most the argument's
     * @param digits where to round; negative for before the point
     */
    public static Kernel decimals(String name, RoundingMode mode, ColumnType type, int digits) {
        return in -> {
            LongColumn numbers = in.longs(0);
            int dropped = numbers.type().scale() - digits;
            int back = type.scale() - digits;
            long limit = Powers.limit(type);
            return RowLoop.longs(in, type, row -> {
                long value = rounded(numbers.value(row), dropped, back, mode);
                if (DecimalArithmetic.within(value, limit) == DecimalArithmetic.OVERFLOW) {
                    in.invalid(row, name + ": " + numbers.display(row) + " rounded does not fit " + type);
                }
                return value;
            });
        };
    }

    private static long rounded(long value, int dropped, int back, RoundingMode mode) {
        if (dropped <= 0) {
            return value;
        }
        BigDecimal exact = BigDecimal.valueOf(value, Math.min(dropped, 40)).setScale(0, mode);
        return NumberParsing.unscaled(exact, Math.max(0, Math.min(back, 40)));
    }

    /** Doubles, by the shortest digits that mean them. */
    public static Kernel doubles(RoundingMode mode, int digits) {
        return in -> {
            DoubleColumn numbers = in.doubles(0);
            return RowLoop.doubles(in, row -> rounded(numbers.value(row), digits, mode));
        };
    }

    private static double rounded(double value, int digits, RoundingMode mode) {
        return Double.isNaN(value) || Double.isInfinite(value)
                ? value
                : new BigDecimal(Double.toString(value)).setScale(digits, mode).doubleValue();
    }
}
