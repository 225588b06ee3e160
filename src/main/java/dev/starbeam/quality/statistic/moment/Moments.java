package dev.starbeam.quality.statistic.moment;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.Selection;
import dev.starbeam.quality.statistic.form.StateOutput;

/** n, Σx and Σx² under each key's number, exactly. */
public sealed interface Moments permits IntegerMoments, DoubleMoments {
    /** Adds the selected values; {@code ids[i]} is the key of the row at index i, negative for no key. */
    void addAll(Column column, Selection kept, int[] ids, int keys);

    /** Adds the other's sums under {@code otherId} to those under {@code id}. */
    void merge(int id, Moments other, int otherId);

    /** n; 0 for a key that was never added to. */
    long count(int id);

    KeyMoments moments(int id, int scale);

    void write(StateOutput output, int[] ids, int count);
}
