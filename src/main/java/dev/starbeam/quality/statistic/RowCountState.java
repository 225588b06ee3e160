package dev.starbeam.quality.statistic;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Selection;
import dev.starbeam.quality.statistic.form.StateInput;
import dev.starbeam.quality.statistic.form.StateOutput;

/** The number of rows. */
public final class RowCountState implements TableState {
    private long rows;

    RowCountState() {}

    static RowCountState read(StateInput input) {
        RowCountState state = new RowCountState();
        state.rows = input.getLong();
        return state;
    }

    public long rows() {
        return rows;
    }

    @Override
    public void observe(ColumnBatch batch, Selection kept) {
        rows += kept.size();
    }

    /** Adds rows that were counted elsewhere. */
    public void add(long more) {
        rows += more;
    }

    @Override
    public void merge(TableState other) {
        rows += ((RowCountState) other).rows;
    }

    @Override
    public void write(StateOutput output) {
        output.putLong(rows);
    }
}
