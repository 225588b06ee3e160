package dev.starbeam.bench.row;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Lines to normalised rows, and of the rows of a key the one updated last. Lines without a required value are rejected. A
 * partition's rows fit into memory.
 */
final class LatestRowsFn extends DoFn<KV<Integer, Iterable<String>>, Row> {
    static final TupleTag<Row> ROWS = new TupleTag<>() {};
    static final TupleTag<String> REJECTED = new TupleTag<>() {};

    private record Key(String orderId, Long lineNumber) {}

    @ProcessElement
    public void process(@Element KV<Integer, Iterable<String>> partition, MultiOutputReceiver out) {
        Map<Key, Row> latest = new HashMap<>();
        for (String line : partition.getValue()) {
            Row row = parse(line);
            if (row == null) {
                out.get(REJECTED).output(line);
            } else {
                Key key = new Key(row.getString(OrderSchema.ORDER_ID), row.getInt64(OrderSchema.LINE_NUMBER));
                latest.merge(key, row, (one, other) -> updated(other) > updated(one) ? other : one);
            }
        }
        latest.values().forEach(out.get(ROWS)::output);
    }

    private static long updated(Row row) {
        Long moment = row.getInt64(OrderSchema.UPDATED_AT);
        return moment == null ? Long.MIN_VALUE : moment;
    }

    private static Row parse(String line) {
        List<String> fields = Texts.fields(line);
        String orderId = Texts.upper(fields.get(0));
        Long lineNumber = Texts.number(fields.get(1));
        String productId = Texts.upper(fields.get(3));
        Long orderedAt = Texts.seconds(fields.get(8));
        if (orderId == null || lineNumber == null || productId == null || orderedAt == null) {
            return null;
        }
        return Row.withSchema(OrderSchema.SCHEMA)
                .attachValues(
                        orderId,
                        lineNumber,
                        Texts.upper(fields.get(2)),
                        productId,
                        Texts.number(fields.get(4)),
                        Texts.cents(fields.get(5)),
                        Texts.cents(fields.get(6)),
                        Texts.lower(fields.get(7)),
                        orderedAt,
                        Texts.seconds(fields.get(9)),
                        Texts.seconds(fields.get(10)),
                        Texts.seconds(fields.get(11)));
    }
}
