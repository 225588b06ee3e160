package dev.starbeam.bench.row;

import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.Row;

/** Of the rows of a key, the one updated last. A partition's rows fit into memory. */
final class LatestRowsFn extends DoFn<KV<Integer, Iterable<Row>>, Row> {
    private record Key(String orderId, Long lineNumber) {}

    @ProcessElement
    public void process(@Element KV<Integer, Iterable<Row>> partition, OutputReceiver<Row> out) {
        Map<Key, Row> latest = new HashMap<>();
        for (Row row : partition.getValue()) {
            Key key = new Key(row.getString(OrderSchema.ORDER_ID), row.getInt64(OrderSchema.LINE_NUMBER));
            latest.merge(key, row, (one, other) -> updated(other) > updated(one) ? other : one);
        }
        latest.values().forEach(out::output);
    }

    private static long updated(Row row) {
        Long moment = row.getInt64(OrderSchema.UPDATED_AT);
        return moment == null ? Long.MIN_VALUE : moment;
    }
}
