package dev.starbeam.quality.analyzer;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.DoubleColumn;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.Selection;
import java.math.BigDecimal;
import java.util.Optional;
import org.apache.datasketches.kll.KllLongsSketch;
import org.apache.datasketches.memory.Memory;
import org.apache.datasketches.quantilescommon.QuantileSearchCriteria;
import org.jspecify.annotations.Nullable;

/**
 * The values of a column and how often each occurs: exact quantiles that merge. When there are more distinct values
 * than {@link StateSpec.Quantiles#distinctLimit}, the state turns into a KLL sketch (Karnin, Lang, Liberty 2016) and
 * its quartiles say so; whether it does depends on the values alone, not on their order. NULL is left out, and so are
 * NaN and the infinities.
 */
public final class QuantileState implements TableState {
    /** KLL's size parameter: rank error below 0.1%, about 200 kB. */
    private static final int SKETCH_SIZE = 8192;

    private static final BigDecimal FOUR = BigDecimal.valueOf(4);

    private final StateSpec.Quantiles spec;
    private LongCounts counts = new LongCounts();
    private @Nullable KllLongsSketch sketch;

    QuantileState(StateSpec.Quantiles spec) {
        this.spec = spec;
    }

    static QuantileState read(StateSpec.Quantiles spec, StateInput input) {
        QuantileState state = new QuantileState(spec);
        if (input.getByte() == 1) {
            state.sketch = KllLongsSketch.heapify(Memory.wrap(input.getBytes()));
            return state;
        }
        int distinct = input.getInt();
        long[] values = input.getAscending(distinct);
        long[] counts = input.getLongs(distinct);
        state.counts.reserve(distinct);
        for (int i = 0; i < distinct; i++) {
            state.counts.add(values[i], counts[i]);
        }
        return state;
    }

    @Override
    public void write(StateOutput output) {
        if (sketch != null) {
            byte[] bytes = sketch.toByteArray();
            output.putByte(1);
            output.putBytes(bytes, 0, bytes.length);
            return;
        }
        SortedCounts sorted = SortedCounts.of(counts);
        output.putByte(0);
        output.putInt(sorted.values().length);
        output.putAscending(sorted.values(), sorted.values().length);
        output.putLongs(sorted.counts(), sorted.counts().length);
    }

    @Override
    public void observe(ColumnBatch batch, Selection live) {
        Column column = batch.column(spec.column());
        if (column instanceof DoubleColumn doubles) {
            counts.addAll(doubles, live);
        } else {
            counts.addAll((LongColumn) column, live);
        }
        settle();
    }

    @Override
    public void merge(TableState other) {
        QuantileState that = (QuantileState) other;
        counts.addAll(that.counts);
        if (that.sketch != null) {
            openSketch().merge(that.sketch);
        }
        settle();
    }

    @Override
    public void subtract(TableState other) {
        QuantileState that = (QuantileState) other;
        if (sketch != null || that.sketch != null) {
            throw new UnsupportedOperationException("the quantiles of \"" + spec.column()
                    + "\" are approximate, and a sketch forgets single values: raise the limit of "
                    + spec.distinctLimit() + " distinct values, or compute the state from the rows anew");
        }
        counts.subtractAll(that.counts);
    }

    /** Keeps the counts empty once there is a sketch, and small until then. */
    private void settle() {
        if (sketch != null || counts.distinct() > spec.distinctLimit()) {
            counts.forEach(openSketch()::update);
            counts = new LongCounts();
        }
    }

    private KllLongsSketch openSketch() {
        KllLongsSketch open = sketch;
        if (open == null) {
            open = KllLongsSketch.newHeapInstance(SKETCH_SIZE);
            sketch = open;
        }
        return open;
    }

    public boolean isApproximate() {
        return sketch != null;
    }

    /** The quartiles; empty when no value was seen. Costs a sort of the distinct values. */
    public Optional<Quartiles> quartiles() {
        KllLongsSketch approximate = sketch;
        if (approximate != null) {
            long n = approximate.getN();
            OrderStatistics ranks =
                    rank -> approximate.getQuantile((rank + 1.0) / n, QuantileSearchCriteria.INCLUSIVE);
            return Optional.of(quartiles(n, ranks, approximate.getNormalizedRankError(false)));
        }
        SortedCounts sorted = SortedCounts.of(counts);
        return sorted.total() == 0 ? Optional.empty() : Optional.of(quartiles(sorted.total(), sorted::valueAt, 0));
    }

    private Quartiles quartiles(long n, OrderStatistics ranks, double rankError) {
        return new Quartiles(n, quartile(n, 1, ranks), quartile(n, 2, ranks), quartile(n, 3, ranks), rankError);
    }

    /** x at position (n − 1)·q/4: with the whole part i and r/4 left over, xᵢ + r·(xᵢ₊₁ − xᵢ)/4. */
    private BigDecimal quartile(long n, int q, OrderStatistics ranks) {
        long last = n - 1;
        long whole = last / 4 * q + last % 4 * q / 4;
        long remainder = last % 4 * q % 4;
        BigDecimal low = unit(ranks.valueAt(whole));
        if (remainder == 0) {
            return low;
        }
        BigDecimal step = unit(ranks.valueAt(whole + 1)).subtract(low);
        return low.add(step.multiply(BigDecimal.valueOf(remainder)).divide(FOUR));
    }

    private BigDecimal unit(long value) {
        return spec.type().isLongBacked()
                ? BigDecimal.valueOf(value, spec.type().scale())
                : new BigDecimal(SortableDouble.toDouble(value));
    }

    /** The value with {@code rank} values before it in sorted order. */
    private interface OrderStatistics {
        long valueAt(long rank);
    }
}
