package dev.starbeam.expression.kernel.logic;

import dev.starbeam.batch.BooleanColumn;
import dev.starbeam.batch.Column;
import dev.starbeam.batch.DoubleColumn;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.batch.Validity;
import dev.starbeam.batch.ValidityBuilder;
import dev.starbeam.expression.kernel.Arguments;

/** Functions that ask for or make NULLs. */
public final class NullRules {
    private NullRules() {}

    public static Column isNull(Arguments in) {
        Validity validity = in.column(0).validity();
        boolean[] values = new boolean[in.rows()];
        for (int row = 0; validity.hasNulls() && row < values.length; row++) {
            values[row] = validity.isNull(row);
        }
        return new BooleanColumn(values, Validity.allValid(values.length));
    }

    /** The first argument, but NULL where it equals the second. */
    public static Column nullIf(Arguments in) {
        Column value = in.column(0);
        Column other = in.column(1);
        ValidityBuilder nulls = ValidityBuilder.from(value.validity());
        for (int row = 0; row < in.rows(); row++) {
            if (in.has(row) && Comparison.compare(value, other, row) == 0) {
                nulls.setNull(row);
            }
        }
        return withValidity(value, nulls.build());
    }

    /** The same values under other NULLs. */
    static Column withValidity(Column column, Validity validity) {
        if (column instanceof TextColumn text) {
            return new TextColumn(text.bytes(), text.starts(), text.ends(), validity);
        }
        if (column instanceof LongColumn longs) {
            return new LongColumn(longs.type(), longs.values(), validity);
        }
        return column instanceof DoubleColumn doubles
                ? new DoubleColumn(doubles.values(), validity)
                : new BooleanColumn(((BooleanColumn) column).values(), validity);
    }
}
