package dev.starbeam.quality.statistic;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Selection;
import dev.starbeam.batch.TextColumn;

/** Rows, NULLs, least and greatest value and exact sum of one column of any type. */
public final class ColumnProfileState implements TableState {
    private final StateSpec.Profile spec;
    private final NullCountState counts;
    private final LongExtremes numbers = new LongExtremes();
    private final TextExtremes texts = new TextExtremes();

    ColumnProfileState(StateSpec.Profile spec) {
        this(spec, new NullCountState(spec.column()));
    }

    private ColumnProfileState(StateSpec.Profile spec, NullCountState counts) {
        this.spec = spec;
        this.counts = counts;
    }

    static ColumnProfileState read(StateSpec.Profile spec, StateInput input) {
        ColumnProfileState state = new ColumnProfileState(spec, NullCountState.read(spec.column(), input));
        state.numbers.read(input);
        state.texts.read(input);
        return state;
    }

    @Override
    public void write(StateOutput output) {
        counts.write(output);
        numbers.write(output);
        texts.write(output);
    }

    @Override
    public void observe(ColumnBatch batch, Selection live) {
        counts.observe(batch, live);
        Column column = batch.column(spec.column());
        if (column instanceof TextColumn text) {
            texts.addAll(text, live);
        } else {
            numbers.addAll(column, live);
        }
    }

    @Override
    public void merge(TableState other) {
        ColumnProfileState that = (ColumnProfileState) other;
        counts.merge(that.counts);
        numbers.merge(that.numbers);
        texts.merge(that.texts);
    }

    @Override
    public void subtract(TableState other) {
        throw new UnsupportedOperationException("the profile of \"" + spec.column()
                + "\" cannot be subtracted from: the least and greatest of the remaining rows are not known");
    }

    public ColumnProfile profile() {
        boolean text = spec.type().equals(ColumnType.TEXT);
        return new ColumnProfile(
                spec.column(),
                spec.type(),
                counts.rows(),
                counts.nulls(),
                text ? texts.min() : numbers.min(spec.type()),
                text ? texts.max() : numbers.max(spec.type()),
                numbers.sum(spec.type()));
    }
}
