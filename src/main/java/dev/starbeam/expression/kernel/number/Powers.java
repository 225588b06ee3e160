package dev.starbeam.expression.kernel.number;

import dev.starbeam.batch.ColumnType;

/** Powers of ten that fit a long, and the range of each numeric type. */
public final class Powers {
    private static final long[] TEN = new long[19];

    static {
        TEN[0] = 1;
        for (int i = 1; i < TEN.length; i++) {
            TEN[i] = TEN[i - 1] * 10;
        }
    }

    private Powers() {}

    /** 10<sup>exponent</sup>, for 0 to 18. */
    public static long ten(int exponent) {
        return TEN[exponent];
    }

    /** The largest magnitude the type holds, as a scaled long. */
    public static long limit(ColumnType type) {
        return type.kind() == ColumnType.Kind.DECIMAL ? TEN[type.precision()] - 1 : Long.MAX_VALUE;
    }
}
