package dev.starbeam.quality.statistic;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Selection;
import dev.starbeam.batch.Validity;
import dev.starbeam.quality.statistic.form.StateInput;
import dev.starbeam.quality.statistic.form.StateOutput;

/** The number of rows and of NULLs among them, in one column. */
public final class NullCountState implements TableState {
    private final String column;
    private long rows;
    private long nulls;

    NullCountState(String column) {
        this.column = column;
    }

    static NullCountState read(String column, StateInput input) {
        NullCountState state = new NullCountState(column);
        state.rows = input.getLong();
        state.nulls = input.getLong();
        return state;
    }

    public long rows() {
        return rows;
    }

    public long nulls() {
        return nulls;
    }

    @Override
    public void observe(ColumnBatch batch, Selection kept) {
        rows += kept.size();
        nulls += nullsOf(batch.column(column).validity(), kept);
    }

    /** Adds rows that were counted elsewhere. */
    public void add(long moreRows, long moreNulls) {
        rows += moreRows;
        nulls += moreNulls;
    }

    static int nullsOf(Validity validity, Selection kept) {
        if (kept.size() == validity.size()) {
            return validity.nullCount();
        }
        int found = 0;
        for (int i = 0; validity.hasNulls() && i < kept.size(); i++) {
            found += validity.isNull(kept.position(i)) ? 1 : 0;
        }
        return found;
    }

    @Override
    public void merge(TableState other) {
        NullCountState that = (NullCountState) other;
        rows += that.rows;
        nulls += that.nulls;
    }

    @Override
    public void write(StateOutput output) {
        output.putLong(rows);
        output.putLong(nulls);
    }
}
