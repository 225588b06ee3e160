package dev.starbeam.expression.kernel.number;

import dev.starbeam.batch.ColumnType;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Wide decimals as a type of at most 18 digits.
 *
 * @param type of the result
 * @param mode how digits behind its scale are rounded
 */
public record Narrowing(ColumnType type, RoundingMode mode) {
    /** The value of a row as a scaled long, or {@link DecimalArithmetic#OVERFLOW}. */
    public long of(WideDecimals values, int row) {
        int dropped = values.scale() - type.scale();
        long limit = Powers.limit(type);
        if (values.isLong(row) && mode == RoundingMode.HALF_UP && dropped >= 0 && dropped <= 18) {
            long value = values.low()[row];
            long divisor = Powers.ten(dropped);
            long quotient = value / divisor;
            long rest = Math.abs(value % divisor);
            boolean up = dropped > 0 && rest >= divisor - rest;
            return DecimalArithmetic.within(up ? quotient + Long.signum(value) : quotient, limit);
        }
        BigDecimal exact = new BigDecimal(values.value(row), values.scale()).setScale(type.scale(), mode);
        return exact.unscaledValue().bitLength() > 63
                ? DecimalArithmetic.OVERFLOW
                : DecimalArithmetic.within(exact.unscaledValue().longValue(), limit);
    }

    /** Whether the result of a row, a scaled long, is another number than the value. */
    public boolean changed(WideDecimals values, int row, long result) {
        int dropped = values.scale() - type.scale();
        return dropped > 0
                && (dropped > 18 || !values.isLong(row) || values.low()[row] != result * Powers.ten(dropped))
                && new BigDecimal(values.value(row), values.scale()).compareTo(BigDecimal.valueOf(result, type.scale()))
                        != 0;
    }
}
