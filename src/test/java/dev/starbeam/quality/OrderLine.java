package dev.starbeam.quality;

import dev.starbeam.batch.BooleanColumn;
import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.DoubleColumn;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.TextColumnBuilder;
import dev.starbeam.batch.ValidityBuilder;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** A row of tests, any of whose values may be {@code null}; the amount counts cents. */
public record OrderLine(String product, Long store, Long quantity, Long cents, Double weight, Long day, Boolean gift) {
    public static final ColumnType AMOUNT = ColumnType.decimal(18, 2);
    public static final Schema SCHEMA = Schema.of(
            new Field("product_id", ColumnType.TEXT),
            new Field("store_id", ColumnType.BIGINT),
            new Field("quantity", ColumnType.BIGINT),
            new Field("total_amount", AMOUNT),
            new Field("weight", ColumnType.DOUBLE),
            new Field("ordered_on", ColumnType.DATE),
            new Field("gift", ColumnType.BOOLEAN));

    /** A line with a product, a quantity and an amount. */
    public static OrderLine of(String product, long quantity, long cents) {
        return new OrderLine(product, 1L, quantity, cents, quantity / 10.0, 14_000L, false);
    }

    public static ColumnBatch batch(List<OrderLine> rows) {
        TextColumnBuilder products = new TextColumnBuilder(rows.size(), 8);
        rows.forEach(row -> products.append(row.product));
        List<Column> columns = List.of(
                products.build(),
                longs(rows, ColumnType.BIGINT, OrderLine::store),
                longs(rows, ColumnType.BIGINT, OrderLine::quantity),
                longs(rows, AMOUNT, OrderLine::cents),
                new DoubleColumn(
                        rows.stream()
                                .mapToDouble(row -> row.weight == null ? 0 : row.weight)
                                .toArray(),
                        validity(rows, OrderLine::weight).build()),
                longs(rows, ColumnType.DATE, OrderLine::day),
                gifts(rows));
        return new ColumnBatch(SCHEMA, rows.size(), columns);
    }

    private static LongColumn longs(List<OrderLine> rows, ColumnType type, Function<OrderLine, Long> value) {
        ToLongFunction<OrderLine> orSeven = row -> value.apply(row) == null ? 7 : value.apply(row);
        return new LongColumn(
                type,
                rows.stream().mapToLong(orSeven).toArray(),
                validity(rows, value).build());
    }

    private static BooleanColumn gifts(List<OrderLine> rows) {
        boolean[] values = new boolean[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Boolean.TRUE.equals(rows.get(i).gift);
        }
        return new BooleanColumn(values, validity(rows, OrderLine::gift).build());
    }

    private static ValidityBuilder validity(List<OrderLine> rows, Function<OrderLine, ?> value) {
        ValidityBuilder validity = new ValidityBuilder(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            if (value.apply(rows.get(i)) == null) {
                validity.setNull(i);
            }
        }
        return validity;
    }

    /** Few products and small numbers mostly, so that keys and values repeat; extremes and NULLs now and then. */
    public static Arbitrary<List<OrderLine>> anyRows(int atMost) {
        Arbitrary<String> product = Arbitraries.frequencyOf(
                        Tuple.of(8, Arbitraries.of("A", "B", "22423", "85123A")),
                        Tuple.of(
                                2,
                                Arbitraries.of(
                                        "",
                                        "12345678",
                                        "fifteen bytes..",
                                        "sixteen bytes...",
                                        "a very long product",
                                        "a very long products",
                                        "Größe é 漢字 and so on")),
                        Tuple.of(1, Arbitraries.strings().ascii().ofMaxLength(20)))
                .injectNull(0.05);
        Arbitrary<Long> small = Arbitraries.longs().between(-20, 5_000);
        Arbitrary<Long> any = Arbitraries.frequencyOf(
                Tuple.of(9, small),
                Tuple.of(1, Arbitraries.longs()),
                Tuple.of(1, Arbitraries.of(Long.MIN_VALUE, Long.MAX_VALUE)));
        Arbitrary<Double> weight = Arbitraries.frequencyOf(
                        Tuple.of(6, Arbitraries.of(0.1, 0.2, 0.3, 1e17, -0.0, 0.0, 2.5)),
                        Tuple.of(2, Arbitraries.doubles()),
                        Tuple.of(1, Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, Double.MIN_VALUE)))
                .injectNull(0.05);
        return Combinators.combine(
                        product,
                        small.injectNull(0.05),
                        any.injectNull(0.1),
                        any.injectNull(0.05),
                        weight,
                        Arbitraries.longs().between(14_000, 15_000).injectNull(0.1),
                        Arbitraries.of(true, false).injectNull(0.1))
                .as(OrderLine::new)
                .list()
                .ofMaxSize(atMost);
    }
}
