package dev.starbeam.quality.statistic;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Selection;
import dev.starbeam.quality.statistic.count.LongCounts;
import dev.starbeam.quality.statistic.form.StateInput;
import dev.starbeam.quality.statistic.form.StateOutput;
import dev.starbeam.quality.statistic.key.Keys;
import dev.starbeam.quality.statistic.moment.DoubleMoments;
import dev.starbeam.quality.statistic.moment.IntegerMoments;
import dev.starbeam.quality.statistic.moment.KeyMoments;
import dev.starbeam.quality.statistic.moment.Moments;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Count, sum and sum of squares of a column's values for each key, exactly: mean and deviation of any key follow
 * without rounding. Rows with NULL in the column or in the key are left out, and so are NaN and the infinities. About
 * 70 bytes a key for bigint and decimal columns; of keys whose sums are not needed, only how many have how many values.
 */
public final class KeyedMomentsState implements TableState {
    private final StateSpec.Moments spec;
    private Keys keys = new Keys();
    private Moments moments;
    private int[] ids = new int[0];
    private @Nullable LongCounts counted;

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

    /** Reads how many keys have how many values, and leaves the keys and their sums. */
    static KeyedMomentsState readCounts(StateSpec.Moments spec, StateInput input) {
        KeyedMomentsState state = new KeyedMomentsState(spec);
        int count = input.getInt();
        Keys.skip(input, count);
        LongCounts counts = new LongCounts();
        input.eachLong(count, values -> counts.add(values, 1));
        state.counted = counts;
        if (ofDoubles(spec)) {
            DoubleMoments.skipSums(input, count);
        } else {
            IntegerMoments.skipSums(input, count);
        }
        return state;
    }

    private static boolean ofDoubles(StateSpec.Moments spec) {
        return spec.type().kind() == ColumnType.Kind.DOUBLE;
    }

    @Override
    public void write(StateOutput output) {
        requireSums();
        int[] order = keys.canonicalOrder();
        int count = 0;
        for (int id : order) {
            if (moments.count(id) > 0) {
                order[count++] = id;
            }
        }
        write(output, order, count);
    }

    private void write(StateOutput output, int[] order, int count) {
        output.putInt(count);
        keys.write(output, order, count);
        moments.write(output, order, count);
    }

    /**
     * Saves the keys of each of so many ranges of hashes apart, in order; nothing for a range without a key. Keys whose
     * values are all left out are among them, as other rows may have values of theirs.
     */
    void writeRanges(int ranges, RangeTarget target) throws IOException {
        int[] order = keys.canonicalOrder();
        for (int from = 0, to; from < order.length; from = to) {
            int range = keys.range(order[from], ranges);
            to = from + 1;
            while (to < order.length && keys.range(order[to], ranges) == range) {
                to++;
            }
            StateOutput output = new StateOutput();
            SavedSpecs.writeOne(output, spec);
            write(output, Arrays.copyOfRange(order, from, to), to - from);
            target.accept(range, to - from, output.toBytes());
        }
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

    /** Says how many keys have how many values, where nothing more is known of them; takes the place of what was said. */
    public void countKeys(LongCounts keysByValues) {
        counted = keysByValues;
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
        if (that.counted != null) {
            LongCounts both = counted == null ? new LongCounts() : counted;
            both.addAll(that.counted);
            counted = both;
        }
    }

    /** An empty state of the same statistic. */
    KeyedMomentsState anew() {
        return spec.empty();
    }

    /** Saved by itself: a {@link QualityState} of one statistic. */
    byte[] toBytes() {
        StateOutput output = new StateOutput();
        SavedSpecs.writeOne(output, spec);
        write(output);
        return output.toBytes();
    }

    /** Adds what the other has seen of the keys of one of so many ranges of hashes. */
    void mergeRange(KeyedMomentsState that, int range, int ranges) {
        for (int id = 0; id < that.keys.size(); id++) {
            if (that.moments.count(id) > 0 && that.keys.range(id, ranges) == range) {
                moments.merge(keys.number(that.keys, id), that.moments, id);
            }
        }
    }

    /** Takes over the sums in {@code all} of the keys that {@code some} has, but for keys that are here already. */
    void take(KeyedMomentsState all, KeyedMomentsState some) {
        for (int id = 0; id < some.keys.size(); id++) {
            int known = all.keys.find(some.keys, id);
            if (known != Keys.ABSENT && keys.find(some.keys, id) == Keys.ABSENT) {
                moments.merge(keys.number(some.keys, id), all.moments, known);
            }
        }
    }

    /** How many keys have how many values, among those that have any. */
    public LongCounts keysByValues() {
        LongCounts counts = new LongCounts();
        for (int id = 0; id < keys.size(); id++) {
            if (moments.count(id) > 0) {
                counts.add(moments.count(id), 1);
            }
        }
        if (counted != null) {
            counts.addAll(counted);
        }
        return counts;
    }

    /**
     * The keys seen, by number; read only. Without a {@code by} column there is one key, number 0.
     *
     * @throws IllegalStateException when of some keys only how many values they have is known
     */
    public Keys keys() {
        requireSums();
        return keys;
    }

    private void requireSums() {
        if (counted != null) {
            throw new IllegalStateException(
                    "the sums of " + spec + " are not at hand, only how many values each key has");
        }
    }

    /** How many values the key with that number has; 0 when all were NULL. */
    public long count(int id) {
        return moments.count(id);
    }

    /** The exact sums of the key with that number. */
    public KeyMoments moments(int id) {
        return moments.moments(id, spec.type().scale());
    }

    /** Takes the saved form of one range of keys. */
    interface RangeTarget {
        void accept(int range, int keys, byte[] saved) throws IOException;
    }
}
