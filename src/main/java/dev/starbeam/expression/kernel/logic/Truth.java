package dev.starbeam.expression.kernel.logic;

import dev.starbeam.batch.BooleanColumn;
import dev.starbeam.batch.Validity;
import dev.starbeam.expression.kernel.Arguments;
import dev.starbeam.expression.kernel.Kernel;
import dev.starbeam.expression.kernel.RowLoop;

/** {@code not}, {@code is true} and {@code is false}. */
public final class Truth {
    private Truth() {}

    public static BooleanColumn not(Arguments in) {
        BooleanColumn truths = in.booleans(0);
        return RowLoop.booleans(in, row -> !truths.value(row));
    }

    /** Whether a row is this value; NULL is neither. */
    public static Kernel is(boolean wanted) {
        return in -> {
            BooleanColumn truths = in.booleans(0);
            boolean[] values = new boolean[in.rows()];
            for (int row = 0; row < values.length; row++) {
                values[row] = in.has(row) && truths.value(row) == wanted;
            }
            return new BooleanColumn(values, Validity.allValid(values.length));
        };
    }
}
