package dev.starbeam.bench.row;

import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TupleTag;

/** A line to a normalised row, under the partition of its key; lines without a required value are rejected. */
final class ParseOrderFn extends DoFn<String, KV<Integer, Row>> {
    static final TupleTag<KV<Integer, Row>> ROWS = new TupleTag<>() {};
    static final TupleTag<String> REJECTED = new TupleTag<>() {};

    private static final int PARTITIONS = 32;

    @ProcessElement
    public void process(@Element String line, MultiOutputReceiver out) {
        if (line.startsWith("order_id,")) {
            return;
        }
        List<String> fields = Texts.fields(line);
        String orderId = Texts.upper(fields.get(0));
        Long lineNumber = Texts.number(fields.get(1));
        String productId = Texts.upper(fields.get(3));
        Long orderedAt = Texts.seconds(fields.get(8));
        if (orderId == null || lineNumber == null || productId == null || orderedAt == null) {
            out.get(REJECTED).output(line);
            return;
        }
        Row row = Row.withSchema(OrderSchema.SCHEMA)
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
        out.get(ROWS).output(KV.of(Math.floorMod(orderId.hashCode(), PARTITIONS), row));
    }
}
