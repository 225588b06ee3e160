package dev.starbeam.quality.statistic;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.DoubleColumn;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.Selection;
import dev.starbeam.quality.statistic.count.CoarseCounts;
import dev.starbeam.quality.statistic.count.LongCounts;
import dev.starbeam.quality.statistic.count.SortableDouble;
import dev.starbeam.quality.statistic.count.SortedCounts;
import dev.starbeam.quality.statistic.form.StateInput;
import dev.starbeam.quality.statistic.form.StateOutput;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The values of a column and how often each occurs: exact quantiles that merge. When there are more distinct values
 * than {@link StateSpec.Quantiles#distinctLimit}, near ones are counted together and the quartiles say so; what is
 * counted together depends on the values alone, not on their order. NULL is left out, and so are
 * NaN and the infinities.
 */
public final class QuantileState implements TableState {
    private static final int EXACT = 0;
    private static final int COARSE = 1;
    private static final BigDecimal FOUR = BigDecimal.valueOf(4);

    private final StateSpec.Quantiles spec;
    private LongCounts counts = new LongCounts();
    private @Nullable CoarseCounts coarse;

    QuantileState(StateSpec.Quantiles spec) {
        this.spec = spec;
    }

    static QuantileState read(StateSpec.Quantiles spec, StateInput input) {
        QuantileState state = new QuantileState(spec);
        if (input.getByte() == COARSE) {
            state.coarse = CoarseCounts.read(input, !spec.type().isLongBacked(), spec.distinctLimit());
        } else {
            state.counts = SortedCounts.read(input).toCounts();
        }
        return state;
    }

    @Override
    public void write(StateOutput output) {
        CoarseCounts near = coarse;
        output.putByte(near == null ? EXACT : COARSE);
        if (near == null) {
            SortedCounts.of(counts).write(output);
        } else {
            near.write(output);
        }
    }

    @Override
    public void observe(ColumnBatch batch, Selection kept) {
        Column column = batch.column(spec.column());
        if (column instanceof DoubleColumn doubles) {
            counts.addAll(doubles, kept);
        } else {
            counts.addAll((LongColumn) column, kept);
        }
        settle();
    }

    @Override
    public void merge(TableState other) {
        QuantileState that = (QuantileState) other;
        counts.addAll(that.counts);
        if (that.coarse != null) {
            coarse().merge(that.coarse);
        }
        settle();
    }

    /** Keeps the exact counts empty once there are coarse ones, and small until then. */
    private void settle() {
        if (coarse != null || counts.distinct() > spec.distinctLimit()) {
            coarse().add(counts);
            counts = new LongCounts();
        }
    }

    private CoarseCounts coarse() {
        CoarseCounts open = coarse;
        if (open == null) {
            open = CoarseCounts.empty(!spec.type().isLongBacked(), spec.distinctLimit());
            coarse = open;
        }
        return open;
    }

    public boolean isApproximate() {
        return coarse != null;
    }

    /** The quartiles; empty when no value was seen. Costs a sort of the distinct values. */
    public Optional<Quartiles> quartiles() {
        CoarseCounts near = coarse;
        SortedCounts sorted = near == null ? SortedCounts.of(counts) : near.sorted();
        if (sorted.total() == 0) {
            return Optional.empty();
        }
        return Optional.of(new Quartiles(
                sorted.total(),
                quartile(sorted, 1),
                quartile(sorted, 2),
                quartile(sorted, 3),
                near == null ? 0 : rankError(sorted)));
    }

    /** The greatest share of values that are counted together with one at a quartile. */
    private static double rankError(SortedCounts sorted) {
        long most = 0;
        for (long rank : quartileRanks(sorted.total())) {
            most = Math.max(most, sorted.countAt(rank));
        }
        return (double) most / sorted.total();
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
        if (coarse != null) {
            return coarse.value(value, spec.type().scale());
        }
        return spec.type().isLongBacked()
                ? BigDecimal.valueOf(value, spec.type().scale())
                : new BigDecimal(SortableDouble.toDouble(value));
    }
}
