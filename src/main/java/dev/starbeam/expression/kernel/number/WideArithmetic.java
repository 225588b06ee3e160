package dev.starbeam.expression.kernel.number;

import dev.starbeam.batch.ValidityBuilder;
import dev.starbeam.expression.kernel.ValueFaults;
import java.math.BigInteger;

/**
 * Exact arithmetic on decimals of up to 38 digits. A result with more, or a division by zero, is an invalid row. What a
 * product or quotient has behind its scale is rounded half away from zero.
 */
public enum WideArithmetic {
    ADD("+") {
        @Override
        boolean longs(WideDecimals out, int row, long a, int scaleA, long b, int scaleB) {
            return sum(out, row, a, scaleA, b, scaleB, 1);
        }

        @Override
        BigInteger exact(BigInteger a, int scaleA, BigInteger b, int scaleB, int scale) {
            return scaled(a, scale - scaleA).add(scaled(b, scale - scaleB));
        }
    },
    SUBTRACT("-") {
        @Override
        boolean longs(WideDecimals out, int row, long a, int scaleA, long b, int scaleB) {
            return sum(out, row, a, scaleA, b, scaleB, -1);
        }

        @Override
        BigInteger exact(BigInteger a, int scaleA, BigInteger b, int scaleB, int scale) {
            return scaled(a, scale - scaleA).subtract(scaled(b, scale - scaleB));
        }
    },
    MULTIPLY("*") {
        @Override
        boolean longs(WideDecimals out, int row, long a, int scaleA, long b, int scaleB) {
            if (out.scale() == scaleA + scaleB) {
                out.setProduct(row, a, b);
                return true;
            }
            return false;
        }

        @Override
        BigInteger exact(BigInteger a, int scaleA, BigInteger b, int scaleB, int scale) {
            return rounded(a.multiply(b), scaleA + scaleB - scale);
        }
    },
    DIVIDE("/") {
        @Override
        boolean longs(WideDecimals out, int row, long a, int scaleA, long b, int scaleB) {
            long quotient = DecimalArithmetic.quotient(a, scaleA, b, scaleB, out.scale());
            if (quotient == DecimalArithmetic.OVERFLOW) {
                return false;
            }
            out.set(row, quotient);
            return true;
        }

        @Override
        BigInteger exact(BigInteger a, int scaleA, BigInteger b, int scaleB, int scale) {
            int zeros = scale - scaleA + scaleB;
            BigInteger numerator = zeros > 0 ? scaled(a, zeros) : a;
            return divided(numerator, zeros < 0 ? scaled(b, -zeros) : b);
        }
    };

    private final String symbol;

    WideArithmetic(String symbol) {
        this.symbol = symbol;
    }

    /** The row's result from two longs, if that can be; it is set then. */
    abstract boolean longs(WideDecimals out, int row, long a, int scaleA, long b, int scaleB);

    abstract BigInteger exact(BigInteger a, int scaleA, BigInteger b, int scaleB, int scale);

    /** One value for each row whose operands have one, at a scale. */
    public WideDecimals of(WideDecimals a, WideDecimals b, int scale, ValueFaults faults) {
        int rows = a.low().length;
        ValidityBuilder validity = ValidityBuilder.from(a.validity().and(b.validity()));
        WideDecimals out = WideDecimals.empty(rows, scale, a.validity().and(b.validity()));
        for (int row = 0; row < rows; row++) {
            if (out.validity().isValid(row) && !compute(out, row, a, b)) {
                validity.setNull(row);
                boolean byZero = this == DIVIDE && b.value(row).signum() == 0;
                faults.invalid(
                        row,
                        byZero
                                ? "/: division of " + a.display(row) + " by zero"
                                : a.display(row) + " " + symbol + " " + b.display(row) + " has more than "
                                        + WideDecimals.MAX_PRECISION + " digits");
            }
        }
        return new WideDecimals(out.high(), out.low(), scale, validity.build());
    }

    private boolean compute(WideDecimals out, int row, WideDecimals a, WideDecimals b) {
        if (this == DIVIDE && b.high()[row] == 0 && b.low()[row] == 0) {
            return false;
        }
        boolean longs = a.isLong(row) && b.isLong(row);
        return (longs && longs(out, row, a.low()[row], a.scale(), b.low()[row], b.scale()))
                || out.set(row, exact(a.value(row), a.scale(), b.value(row), b.scale(), out.scale()));
    }

    static boolean sum(WideDecimals out, int row, long a, int scaleA, long b, int scaleB, int sign) {
        int zerosA = out.scale() - scaleA;
        int zerosB = out.scale() - scaleB;
        if (zerosA > 18 || zerosB > 18) {
            return false;
        }
        long left = DecimalArithmetic.times(a, Powers.ten(zerosA));
        long right = DecimalArithmetic.times(b, Powers.ten(zerosB) * sign);
        long sum = left + right;
        if (left == DecimalArithmetic.OVERFLOW
                || right == DecimalArithmetic.OVERFLOW
                || ((left ^ sum) & (right ^ sum)) < 0) {
            return false;
        }
        out.set(row, sum);
        return true;
    }

    static BigInteger scaled(BigInteger value, int zeros) {
        return value.multiply(BigInteger.TEN.pow(zeros));
    }

    /** Without so many digits, rounded half away from zero. */
    static BigInteger rounded(BigInteger value, int digits) {
        return digits == 0 ? value : divided(value, BigInteger.TEN.pow(digits));
    }

    private static BigInteger divided(BigInteger a, BigInteger b) {
        BigInteger[] parts = a.divideAndRemainder(b);
        boolean up = parts[1].abs().shiftLeft(1).compareTo(b.abs()) >= 0;
        return up ? parts[0].add(BigInteger.valueOf((long) a.signum() * b.signum())) : parts[0];
    }
}
