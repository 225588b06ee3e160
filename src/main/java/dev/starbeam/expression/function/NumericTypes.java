package dev.starbeam.expression.function;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.ColumnType.Kind;
import dev.starbeam.expression.tree.ConstantNode;
import dev.starbeam.expression.tree.Node;

/**
 * The result types of arithmetic: Snowflake's formulas (documentation, "Arithmetic operators": scale and precision),
 * with 18 digits where Snowflake has 38. Two bigints give a bigint, except that a quotient is a decimal; a double
 * makes the result a double. A bigint column counts as 18 digits, a constant as the digits it has.
 */
final class NumericTypes {
    private static final int DIVISION_DIGITS = 6;
    private static final int SCALE_CAP = 12;

    private NumericTypes() {}

    /** {@code max} of the leading digits plus one, and the larger scale. */
    static ColumnType sum(Node a, Node b) {
        if (bothBigint(a, b)) {
            return ColumnType.BIGINT;
        }
        int scale = Math.max(scale(a), scale(b));
        return decimal(Math.max(leading(a), leading(b)) + 1 + scale, scale);
    }

    /** The sum of the leading digits; scales add up to at most 12 unless one is larger already. */
    static ColumnType product(Node a, Node b) {
        if (bothBigint(a, b)) {
            return ColumnType.BIGINT;
        }
        int scale = Math.min(scale(a) + scale(b), Math.max(Math.max(scale(a), scale(b)), SCALE_CAP));
        return decimal(leading(a) + leading(b) + scale, scale);
    }

    /** Six digits more after the point than the dividend has, up to 12. */
    static ColumnType quotient(Node a, Node b) {
        int scale = Math.max(scale(a), Math.min(scale(a) + DIVISION_DIGITS, SCALE_CAP));
        return decimal(leading(a) + scale(b) + scale, scale);
    }

    static ColumnType remainder(Node a, Node b) {
        return common(a, b);
    }

    /** The smallest type that holds both. */
    static ColumnType common(Node a, Node b) {
        if (a.type().equals(ColumnType.DOUBLE) || b.type().equals(ColumnType.DOUBLE)) {
            return ColumnType.DOUBLE;
        }
        if (bothBigint(a, b)) {
            return ColumnType.BIGINT;
        }
        int scale = Math.max(scale(a), scale(b));
        return decimal(Math.max(leading(a), leading(b)) + scale, scale);
    }

    private static boolean bothBigint(Node a, Node b) {
        return a.type().equals(ColumnType.BIGINT) && b.type().equals(ColumnType.BIGINT);
    }

    private static int scale(Node node) {
        return node.type().scale();
    }

    private static int leading(Node node) {
        if (node.type().kind() == Kind.DECIMAL) {
            return node.type().precision() - node.type().scale();
        }
        return node instanceof ConstantNode constant && constant.value() instanceof Long number
                ? Long.toString(Math.abs(number)).length()
                : ColumnType.MAX_PRECISION;
    }

    static ColumnType decimal(int precision, int scale) {
        return ColumnType.decimal(Math.max(1, Math.min(ColumnType.MAX_PRECISION, precision)), scale);
    }
}
