package dev.starbeam.bench.row;

import java.util.HashSet;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TupleTag;

/** Verifies references, flags the row, and writes it out as CSV: to the facts or to the quarantine. */
final class JudgeOrderFn extends DoFn<Row, String> {
    static final TupleTag<String> FACTS = new TupleTag<>() {};
    static final TupleTag<String> QUARANTINED = new TupleTag<>() {};

    private final PCollectionView<OrderStatistics> statistics;
    private final PCollectionView<HashSet<String>> customers;
    private final PCollectionView<HashSet<String>> products;

    private transient OrderStatistics fencesOf;
    private transient double[] fences;

    JudgeOrderFn(
            PCollectionView<OrderStatistics> statistics,
            PCollectionView<HashSet<String>> customers,
            PCollectionView<HashSet<String>> products) {
        this.statistics = statistics;
        this.customers = customers;
        this.products = products;
    }

    @ProcessElement
    public void process(ProcessContext context, MultiOutputReceiver out) {
        Row row = context.element();
        OrderStatistics known = context.sideInput(statistics);
        if (fencesOf != known) {
            fences = known.fences();
            fencesOf = known;
        }
        String customer = row.getString(OrderSchema.CUSTOMER_ID);
        boolean knownCustomer = customer != null && context.sideInput(customers).contains(customer);
        boolean knownProduct = context.sideInput(products).contains(row.getString(OrderSchema.PRODUCT_ID));
        Long quantity = row.getInt64(OrderSchema.QUANTITY);
        boolean outside = quantity != null && (quantity < fences[0] || quantity > fences[1]);
        String line = line(row, knownCustomer, knownProduct, outside);
        out.get(known.isFarFromMean(row) ? QUARANTINED : FACTS).output(line);
    }

    private static String line(Row row, boolean knownCustomer, boolean knownProduct, boolean outside) {
        StringBuilder line = new StringBuilder(160);
        for (Object value : row.getValues()) {
            line.append(value == null ? "" : value).append(',');
        }
        return line.append(
                        knownCustomer ? row.getString(OrderSchema.CUSTOMER_ID).hashCode() : 0)
                .append(',')
                .append(knownProduct ? row.getString(OrderSchema.PRODUCT_ID).hashCode() : 0)
                .append(',')
                .append(outside)
                .toString();
    }
}
