package dev.starbeam.quality.statistic;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Selection;
import dev.starbeam.quality.statistic.form.StateOutput;

/**
 * A statistic of a table's rows. {@code observe} adds rows; {@code merge} adds what another state of the same
 * {@link StateSpec} has seen, leaving that one unchanged. Observing the rows in any order, cut in any way into states
 * that are merged in any order, saves to the same bytes.
 */
public sealed interface TableState permits QuantileState, KeyedMomentsState, NullCountState, RowCountState {
    /** Adds the selected rows of the batch, which has the columns the spec names. */
    void observe(ColumnBatch batch, Selection kept);

    /** @throws IllegalArgumentException when the other is a state of another kind */
    void merge(TableState other);

    /** Saves the state; the same contents give the same bytes. */
    void write(StateOutput output);
}
