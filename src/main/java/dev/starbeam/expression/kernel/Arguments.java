package dev.starbeam.expression.kernel;

import dev.starbeam.batch.BooleanColumn;
import dev.starbeam.batch.Column;
import dev.starbeam.batch.DoubleColumn;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.batch.Validity;
import dev.starbeam.batch.ValidityBuilder;

/**
 * The argument columns of one call of a kernel, and the NULLs of its result: NULL where an argument is, until the
 * kernel says more. Used by one thread for one call.
 */
public final class Arguments {
    private final Column[] columns;
    private final int rows;
    private final ValueFaults faults;
    private final Validity strict;
    private final ValidityBuilder result;

    public Arguments(Column[] columns, int rows, ValueFaults faults) {
        this.columns = columns;
        this.rows = rows;
        this.faults = faults;
        Validity all = Validity.allValid(rows);
        for (Column column : columns) {
            all = all.and(column.validity());
        }
        this.strict = all;
        this.result = ValidityBuilder.from(all);
    }

    public int rows() {
        return rows;
    }

    public int count() {
        return columns.length;
    }

    public Column column(int argument) {
        return columns[argument];
    }

    public TextColumn text(int argument) {
        return (TextColumn) columns[argument];
    }

    public LongColumn longs(int argument) {
        return (LongColumn) columns[argument];
    }

    public DoubleColumn doubles(int argument) {
        return (DoubleColumn) columns[argument];
    }

    public BooleanColumn booleans(int argument) {
        return (BooleanColumn) columns[argument];
    }

    /** Whether all arguments of the row have a value. */
    public boolean has(int row) {
        return strict.isValid(row);
    }

    /** Valid where every argument is. */
    public Validity strict() {
        return strict;
    }

    /** The result of the row is NULL, which is no fault. */
    public void setNull(int row) {
        result.setNull(row);
    }

    /** A {@code try_} cast of the row failed: NULL, and counted. */
    public void unparsable(int row) {
        result.setNull(row);
        faults.lost(row, Loss.UNPARSABLE, columns[0], row);
    }

    /** A part of the value in argument 0 was lost; the rest is the result. */
    public void changed(int row, Loss loss) {
        faults.lost(row, loss, columns[0], row);
    }

    /** The row's value does not exist: NULL, and the row is to be rejected. */
    public void invalid(int row, String reason) {
        result.setNull(row);
        faults.invalid(row, reason);
    }

    /** The NULLs of the result, once the loop has run. */
    public Validity result() {
        return result.build();
    }
}
