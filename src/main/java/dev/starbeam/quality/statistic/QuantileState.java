package dev.starbeam.quality.statistic;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.DoubleColumn;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.Selection;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The values of a column and how often each occurs: exact quantiles that merge. When there are more distinct values
 * than {@link StateSpec.Quantiles#distinctLimit}, the state turns into a KLL sketch (Karnin, Lang, Liberty 2016) and
 * its quartiles say so; whether it does depends on the values alone, not on their order. NULL is left out, and so are
 * NaN and the infinities.
 */
public final class QuantileState implements TableState {
    private static final BigDecimal FOUR = BigDecimal.valueOf(4);

    private final StateSpec.Quantiles spec;
    private LongCounts counts = new LongCounts();
    private @Nullable ApproximateCounts sketch;

    QuantileState(StateSpec.Quantiles spec) {
        this.spec = spec;
    }

    static QuantileState read(StateSpec.Quantiles spec, StateInput input) {
        QuantileState state = new QuantileState(spec);
        if (input.getByte() == 1) {
            state.sketch = ApproximateCounts.read(input);
            return state;
        }
        SortedCounts sorted = SortedCounts.read(input);
        state.counts.reserve(sorted.values().length);
        for (int i = 0; i < sorted.values().length; i++) {
            state.counts.add(sorted.values()[i], sorted.counts()[i]);
        }
        return state;
    }

    @Override
    public void write(StateOutput output) {
        output.putByte(sketch == null ? 0 : 1);
        sorted().write(output);
    }

    private SortedCounts sorted() {
        ApproximateCounts approximate = sketch;
        return approximate == null ? SortedCounts.of(counts) : approximate.points();
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

    /** Keeps the counts empty once there is a sketch, and small until then. */
    private void settle() {
        if (sketch != null || counts.distinct() > spec.distinctLimit()) {
            openSketch().add(counts);
            counts = new LongCounts();
        }
    }

    private ApproximateCounts openSketch() {
        ApproximateCounts open = sketch;
        if (open == null) {
            open = new ApproximateCounts();
            sketch = open;
        }
        return open;
    }

    public boolean isApproximate() {
        return sketch != null;
    }

    /** The quartiles; empty when no value was seen. Costs a sort of the distinct values. */
    public Optional<Quartiles> quartiles() {
        SortedCounts sorted = sorted();
        if (sorted.total() == 0) {
            return Optional.empty();
        }
        double rankError = sketch == null ? 0 : ApproximateCounts.rankError();
        return Optional.of(new Quartiles(
                sorted.total(), quartile(sorted, 1), quartile(sorted, 2), quartile(sorted, 3), rankError));
    }

    /** The ranks, from 0 and ascending, of the values that the quartiles of so many values are made of. */
    public static long[] quartileRanks(long total) {
        long last = total - 1;
        return IntStream.rangeClosed(1, 3)
                .mapToLong(q -> last / 4 * q + last % 4 * q / 4)
                .flatMap(whole -> LongStream.of(whole, Math.min(whole + 1, last)))
                .distinct()
                .toArray();
    }

    /**
     * Takes over the values at {@link #quartileRanks} of a column sorted elsewhere, as if each other value were that of
     * the next such rank: the quartiles are those of the column.
     */
    public void addSorted(long total, long[] ranks, long[] values) {
        long before = 0;
        for (int i = 0; i < ranks.length; i++) {
            long upTo = i == ranks.length - 1 ? total : ranks[i] + 1;
            counts.add(values[i], upTo - before);
            before = upTo;
        }
    }

    /** x at position (n − 1)·q/4: with the whole part i and r/4 left over, xᵢ + r·(xᵢ₊₁ − xᵢ)/4. */
    private BigDecimal quartile(SortedCounts sorted, int q) {
        long last = sorted.total() - 1;
        long whole = last / 4 * q + last % 4 * q / 4;
        long remainder = last % 4 * q % 4;
        BigDecimal low = unit(sorted.valueAt(whole));
        if (remainder == 0) {
            return low;
        }
        BigDecimal step = unit(sorted.valueAt(whole + 1)).subtract(low);
        return low.add(step.multiply(BigDecimal.valueOf(remainder)).divide(FOUR));
    }

    private BigDecimal unit(long value) {
        return spec.type().isLongBacked()
                ? BigDecimal.valueOf(value, spec.type().scale())
                : new BigDecimal(SortableDouble.toDouble(value));
    }
}
