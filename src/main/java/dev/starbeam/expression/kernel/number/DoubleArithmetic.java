package dev.starbeam.expression.kernel.number;

import dev.starbeam.batch.DoubleColumn;
import dev.starbeam.expression.kernel.Arguments;
import dev.starbeam.expression.kernel.RowLoop;
import java.util.function.DoubleBinaryOperator;

/** Arithmetic in IEEE 754 doubles. A division by zero is an invalid row, as it is for decimals. */
public final class DoubleArithmetic {
    private DoubleArithmetic() {}

    public static DoubleColumn add(Arguments in) {
        return each(in, Double::sum);
    }

    public static DoubleColumn subtract(Arguments in) {
        return each(in, (a, b) -> a - b);
    }

    public static DoubleColumn multiply(Arguments in) {
        return each(in, (a, b) -> a * b);
    }

    public static DoubleColumn divide(Arguments in) {
        return divided(in, "/", (a, b) -> a / b);
    }

    /** The sign is the dividend's. */
    public static DoubleColumn modulo(Arguments in) {
        return divided(in, "mod", (a, b) -> a % b);
    }

    private static DoubleColumn each(Arguments in, DoubleBinaryOperator rule) {
        double[] a = in.doubles(0).values();
        double[] b = in.doubles(1).values();
        double[] values = new double[in.rows()];
        for (int row = 0; row < values.length; row++) {
            values[row] = rule.applyAsDouble(a[row], b[row]);
        }
        return new DoubleColumn(values, in.strict());
    }

    private static DoubleColumn divided(Arguments in, String name, DoubleBinaryOperator rule) {
        double[] a = in.doubles(0).values();
        double[] b = in.doubles(1).values();
        return RowLoop.doubles(in, row -> {
            if (b[row] == 0) {
                in.invalid(row, name + ": division of " + a[row] + " by zero");
            }
            return rule.applyAsDouble(a[row], b[row]);
        });
    }
}
