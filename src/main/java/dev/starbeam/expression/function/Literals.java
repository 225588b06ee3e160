package dev.starbeam.expression.function;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.expression.tree.ConstantNode;
import java.math.BigDecimal;

/** Numbers as written: whole ones are bigints, those with a point decimals, those with an exponent doubles. */
final class Literals {
    private Literals() {}

    static ConstantNode number(String digits) {
        if (digits.contains("e") || digits.contains("E")) {
            return ConstantNode.of(ColumnType.DOUBLE, Double.valueOf(digits));
        }
        BigDecimal exact = new BigDecimal(digits);
        if (!digits.contains(".")) {
            return ConstantNode.of(ColumnType.BIGINT, whole(exact));
        }
        int scale = exact.scale();
        int precision = Math.max(Math.max(exact.precision(), scale), 1);
        if (precision > ColumnType.MAX_PRECISION) {
            throw tooLong(digits);
        }
        return ConstantNode.of(
                ColumnType.decimal(precision, scale), exact.unscaledValue().longValueExact());
    }

    private static Long whole(BigDecimal exact) {
        if (exact.unscaledValue().bitLength() > 63) {
            throw tooLong(exact.toPlainString());
        }
        return exact.longValueExact();
    }

    private static MistakenCall tooLong(String digits) {
        return new MistakenCall(-1, digits + " has more than 18 digits; write a double, such as 1e20");
    }
}
