package dev.starbeam.expression.function;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.ColumnType.Kind;
import dev.starbeam.expression.kernel.number.WideDecimals;
import dev.starbeam.expression.tree.ConstantNode;
import dev.starbeam.expression.tree.Node;
import dev.starbeam.expression.tree.WideNode;

/**
 * The result types of arithmetic: Snowflake's formulas (documentation, "Arithmetic operators": scale and precision).
 * Between operators a result has up to 38 digits, as there. In a column it has up to 18: then a product keeps as many
 * digits after the point as leave room for those before it, but no fewer than its factors have, nor than six; a quotient
 * no fewer than eight. Two bigints
 * give a bigint, except that a quotient is a decimal; a double makes the result a double. A bigint column counts as 18
 * digits, a constant as the digits it has.
 */
final class NumericTypes {
    private static final int DIVISION_DIGITS = 6;
    private static final int SCALE_CAP = 12;
    private static final int LEAST_SCALE = 6;
    private static final int LEAST_QUOTIENT_SCALE = 8;

    private NumericTypes() {}

    /**
     * An exact result.
     *
     * @param leading digits before the point
     * @param scale digits after it
     * @param type the column's that holds it
     */
    record Exact(int leading, int scale, ColumnType type) {
        int precision() {
            return Math.min(WideDecimals.MAX_PRECISION, leading + scale);
        }

        /** Whether another operator may need more of it than a column holds. */
        boolean isWide() {
            return leading + scale > ColumnType.MAX_PRECISION;
        }
    }

    /** {@code max} of the leading digits plus one, and the larger scale. */
    static Exact sum(Node a, Node b) {
        int scale = Math.max(scale(a), scale(b));
        int leading = Math.max(leading(a), leading(b)) + 1;
        return new Exact(
                leading, scale, bothBigint(a, b) ? ColumnType.BIGINT : held(leading, scale, LEAST_SCALE, a, b));
    }

    /** The sum of the leading digits; scales add up to at most 12 unless one is larger already. */
    static Exact product(Node a, Node b) {
        int scale = Math.min(scale(a) + scale(b), Math.max(Math.max(scale(a), scale(b)), SCALE_CAP));
        int leading = leading(a) + leading(b);
        return new Exact(
                leading, scale, bothBigint(a, b) ? ColumnType.BIGINT : held(leading, scale, LEAST_SCALE, a, b));
    }

    /** Six digits more after the point than the dividend has, up to 12. */
    static Exact quotient(Node a, Node b) {
        int scale = Math.max(scale(a), Math.min(scale(a) + DIVISION_DIGITS, SCALE_CAP));
        int leading = leading(a) + scale(b);
        return new Exact(leading, scale, held(leading, scale, LEAST_QUOTIENT_SCALE, a, b));
    }

    /** The dividend's or divisor's, whatever holds both. */
    static Exact remainder(Node a, Node b) {
        ColumnType type = common(a, b);
        return new Exact(0, type.scale(), type);
    }

    /** The number's own. */
    static Exact negation(Node number) {
        return new Exact(leading(number), scale(number), number.type());
    }

    private static ColumnType held(int leading, int scale, int leastScale, Node a, Node b) {
        int room = ColumnType.MAX_PRECISION - leading;
        int least = Math.min(scale, Math.max(leastScale, Math.max(factorScale(a), factorScale(b))));
        int kept = Math.min(Math.max(room, least), Math.min(scale, ColumnType.MAX_PRECISION));
        return decimal(leading + kept, kept);
    }

    /** The most digits after the point that a column or constant has which goes into the number. */
    private static int factorScale(Node node) {
        return node instanceof WideNode wide
                ? Math.max(factorScale(wide.left()), factorScale(wide.right()))
                : node.type().scale();
    }

    /** The smallest type that holds both. */
    static ColumnType common(Node a, Node b) {
        if (a.type().equals(ColumnType.DOUBLE) || b.type().equals(ColumnType.DOUBLE)) {
            return ColumnType.DOUBLE;
        }
        if (bothBigint(a, b)) {
            return ColumnType.BIGINT;
        }
        int scale = Math.max(a.type().scale(), b.type().scale());
        return decimal(Math.max(held(a), held(b)) + scale, scale);
    }

    private static boolean bothBigint(Node a, Node b) {
        return a.type().equals(ColumnType.BIGINT) && b.type().equals(ColumnType.BIGINT);
    }

    private static int scale(Node node) {
        return node instanceof WideNode wide ? wide.scale() : node.type().scale();
    }

    private static int leading(Node node) {
        return node instanceof WideNode wide ? wide.precision() - wide.scale() : held(node);
    }

    /** Digits before the point of the number as a column. */
    private static int held(Node node) {
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
