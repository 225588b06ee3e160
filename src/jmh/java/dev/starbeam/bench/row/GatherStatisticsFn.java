package dev.starbeam.bench.row;

import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.values.Row;

/** Gathers {@link OrderStatistics}, one partial per bundle. */
final class GatherStatisticsFn extends Combine.CombineFn<Row, OrderStatistics, OrderStatistics> {
    private static final Coder<OrderStatistics> CODER = SerializableCoder.of(OrderStatistics.class);

    @Override
    public OrderStatistics createAccumulator() {
        return new OrderStatistics();
    }

    @Override
    public OrderStatistics addInput(OrderStatistics statistics, Row row) {
        return statistics.add(row);
    }

    @Override
    public OrderStatistics mergeAccumulators(Iterable<OrderStatistics> parts) {
        OrderStatistics merged = new OrderStatistics();
        parts.forEach(merged::add);
        return merged;
    }

    @Override
    public OrderStatistics extractOutput(OrderStatistics statistics) {
        return statistics;
    }

    @Override
    public Coder<OrderStatistics> getAccumulatorCoder(CoderRegistry registry, Coder<Row> rows) {
        return CODER;
    }

    @Override
    public Coder<OrderStatistics> getDefaultOutputCoder(CoderRegistry registry, Coder<Row> rows) {
        return CODER;
    }
}
