package dev.starbeam.quality.statistic;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Selection;
import dev.starbeam.quality.statistic.form.StateInput;
import dev.starbeam.quality.statistic.form.StateOutput;
import dev.starbeam.quality.statistic.key.Keys;
import dev.starbeam.quality.statistic.moment.DoubleMoments;
import dev.starbeam.quality.statistic.moment.IntegerMoments;
import dev.starbeam.quality.statistic.moment.KeyMoments;
import dev.starbeam.quality.statistic.moment.Moments;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Count, sum and sum of squares of a column's values for each key, exactly: mean and deviation of any key follow
 * without rounding. Rows with NULL in the column or in the key are left out, and so are NaN and the infinities. About
 * 70 bytes a key for bigint and decimal columns.
 */
public final class KeyedMomentsState implements TableState {
    private final StateSpec.Moments spec;
    private Keys keys = new Keys();
    private Moments moments;
    private int[] ids = new int[0];

    KeyedMomentsState(StateSpec.Moments spec) {
        this.spec = spec;
        this.moments = ofDoubles(spec) ? new DoubleMoments() : new IntegerMoments();
    }

    static KeyedMomentsState read(StateSpec.Moments spec, StateInput input) {
        KeyedMomentsState state = new KeyedMomentsState(spec);
        int count = input.getInt();
        state.keys = Keys.read(input, count);
        state.moments = ofDoubles(spec) ? DoubleMoments.read(input, count) : IntegerMoments.read(input, count);
        return state;
    }

    private static boolean ofDoubles(StateSpec.Moments spec) {
        return spec.type().kind() == ColumnType.Kind.DOUBLE;
    }

    @Override
    public void write(StateOutput output) {
        int[] order = keys.canonicalOrder();
        int count = 0;
        for (int id : order) {
            if (moments.count(id) > 0) {
                order[count++] = id;
            }
        }
        output.putInt(count);
        keys.write(output, order, count);
        moments.write(output, order, count);
    }

    @Override
    public void observe(ColumnBatch batch, Selection kept) {
        if (ids.length < kept.size()) {
            ids = new int[kept.size()];
        }
        if (spec.by() == null) {
            Arrays.fill(ids, 0, kept.size(), keys.numberOfAll());
        } else {
            keys.number(batch.column(spec.by()), kept, ids);
        }
        moments.addAll(batch.column(spec.column()), kept, ids, keys.size());
    }

    /**
     * Adds sums that were taken elsewhere, of keys that have none here yet.
     *
     * @param key a column of keys without NULL; {@code null}: of all rows together
     * @return the number of each key
     */
    public int[] addSums(@Nullable Column key, long[] counts, BigInteger[] sums, BigInteger[] squares) {
        int[] numbers = new int[counts.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = key == null ? keys.numberOfAll() : keys.number(key, i);
            ((IntegerMoments) moments).put(numbers[i], counts[i], sums[i], squares[i]);
        }
        return numbers;
    }

    @Override
    public void merge(TableState other) {
        KeyedMomentsState that = (KeyedMomentsState) other;
        keys.reserve(keys.size() + that.keys.size());
        for (int id = 0; id < that.keys.size(); id++) {
            if (that.moments.count(id) > 0) {
                moments.merge(keys.number(that.keys, id), that.moments, id);
            }
        }
    }

    /** The keys seen, by number; read only. Without a {@code by} column there is one key, number 0. */
    public Keys keys() {
        return keys;
    }

    /** How many values the key with that number has; 0 when all were NULL. */
    public long count(int id) {
        return moments.count(id);
    }

    /** The exact sums of the key with that number. */
    public KeyMoments moments(int id) {
        return moments.moments(id, spec.type().scale());
    }
}
