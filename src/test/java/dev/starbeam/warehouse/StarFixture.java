package dev.starbeam.warehouse;

import dev.starbeam.batch.BooleanColumn;
import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.TextColumnBuilder;
import dev.starbeam.batch.Validity;
import dev.starbeam.batch.ValidityBuilder;
import dev.starbeam.model.MartModel;
import dev.starbeam.model.Materialization;
import dev.starbeam.warehouse.parquet.ParquetBatchWriter;
import dev.starbeam.warehouse.parquet.ParquetCompression;
import dev.starbeam.warehouse.table.ColumnSpec;
import dev.starbeam.warehouse.table.QualityTables;
import dev.starbeam.warehouse.table.TableSpec;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** A small star, its batches written as lines of text: columns apart by {@code |}, {@code -} for NULL. */
public final class StarFixture {
    public static final Instant NOW = Instant.parse("2024-05-01T10:00:00Z");
    public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    public static final TableSpec CUSTOMERS = customers(Materialization.TABLE);
    public static final TableSpec ORDERS = orders(Materialization.TABLE);

    public static final List<MartModel> MARTS = List.of(
            new MartModel(
                    "sales",
                    "select c.customer_id, sum(o.amount) as amount from star.fact_orders o"
                            + " join star.dim_customers c using (customer_key) group by all -- per customer",
                    Materialization.TABLE,
                    "marts/sales.sql"),
            new MartModel(
                    "best", "select max(amount) as amount from marts.sales;", Materialization.VIEW, "marts/best.sql"));

    private final Path directory;
    private final String hostile;

    /** Staged files lie in directories with names that some SQL would trip over, or take for values. */
    public StarFixture(Path directory) {
        this(directory, "'; drop table x;--[1]*/city=Nowhere/amount=0/region=GB");
    }

    private StarFixture(Path directory, String hostile) {
        this.directory = directory;
        this.hostile = hostile;
    }

    /** Staged files lie in directories with plain names. */
    public static StarFixture plain(Path directory) {
        return new StarFixture(directory, "");
    }

    public static TableSpec customers(Materialization materialized) {
        return new TableSpec(
                "star",
                "dim_customers",
                List.of(
                        ColumnSpec.natural("customer_key", "Key."),
                        ColumnSpec.optional("customer_id", ColumnType.TEXT, "Who's who."),
                        ColumnSpec.optional("city", ColumnType.TEXT, "")),
                List.of("customer_id"),
                "customer_key",
                null,
                materialized,
                "Customers.");
    }

    public static TableSpec orders(Materialization materialized) {
        return new TableSpec(
                "star",
                "fact_orders",
                List.of(
                        ColumnSpec.optional("order_id", ColumnType.TEXT, "Order."),
                        ColumnSpec.optional("line", ColumnType.BIGINT, ""),
                        ColumnSpec.optional("amount", ColumnType.decimal(12, 2), "Money."),
                        ColumnSpec.natural("customer_key", "Buyer."),
                        ColumnSpec.required("_batch_id", ColumnType.TEXT, ""),
                        ColumnSpec.required("_source_file", ColumnType.TEXT, ""),
                        ColumnSpec.natural("_source_offset", "")),
                List.of("order_id", "line"),
                null,
                "_batch_id",
                materialized,
                "Order lines.");
    }

    /** Two customers, three order lines. */
    public PublishRequest first() throws IOException {
        return batch("b1", List.of("11|C1|London", "12|C2|-"), List.of("O1|1|9.50|11", "O1|2|1.00|12", "O2|-|2.25|0"));
    }

    /** One customer changes, one stays, one is new; two lines are replaced (one with a NULL in its grain), one is new. */
    public PublishRequest second() throws IOException {
        return batch(
                "b2",
                List.of("11|C1|Paris", "12|C2|-", "13|C3|Rome"),
                List.of("O1|1|9.75|11", "O2|-|2.00|13", "O3|1|7.00|13"));
    }

    public PublishRequest batch(String id, List<String> customers, List<String> orders) throws IOException {
        List<String> lines =
                orders.stream().map(order -> order + "|data/orders.csv|7").toList();
        return request(
                id,
                List.of(
                        stage(CUSTOMERS, id, customers),
                        stage(ORDERS, id, lines),
                        stage(
                                QualityTables.REJECTED_ROWS,
                                id,
                                List.of("stg_orders|data/orders.csv|120|INVALID_VALUE|amount|'x' is no number|O9,x"))));
    }

    public PublishRequest request(String id, List<TableLoad> tables) {
        RunRecord run = new RunRecord("shop", id, "f00d", NOW, "passed", 4, 3, 1, 0, 0, "0.1");
        CheckRecord check = new CheckRecord(
                "fact_orders.non_negative(amount)",
                "fact_orders",
                "amount",
                "error",
                "keep",
                "passed",
                3,
                0,
                0,
                "0 rows below 0",
                "no rows below 0",
                null);
        return new PublishRequest(
                run, tables, List.of(check), List.of(new SourceFileRecord("raw", "data/orders.csv", 99)));
    }

    /** The rows in one file with the table's staged columns. */
    public TableLoad stage(TableSpec table, String batchId, List<String> rows) throws IOException {
        Path file = directory
                .resolve(hostile.isEmpty() ? batchId.replaceAll("\\W", "_") : batchId + hostile)
                .resolve(
                        hostile.isEmpty()
                                ? table.name().replaceAll("\\W", "_") + ".parquet"
                                : table.name() + ".parquet");
        return TableLoad.of(table, List.of(write(file, table.stagedSchema(), rows)), rows.size());
    }

    public static String write(Path file, Schema schema, List<String> rows) throws IOException {
        List<String[]> cells = rows.stream().map(row -> row.split("\\|")).toList();
        ColumnBatch batch = new ColumnBatch(
                schema,
                rows.size(),
                schema.fields().stream()
                        .map(field -> column(field.type(), cells, schema.position(field.name())))
                        .toList());
        try (ParquetBatchWriter writer =
                ParquetBatchWriter.create(file.toString(), schema, ParquetCompression.UNCOMPRESSED)) {
            writer.write(batch);
            return writer.finish().uri();
        }
    }

    private static Column column(ColumnType type, List<String[]> cells, int position) {
        if (type.equals(ColumnType.BOOLEAN)) {
            boolean[] values = new boolean[cells.size()];
            for (int row = 0; row < values.length; row++) {
                values[row] = cells.get(row)[position].equals("true");
            }
            return new BooleanColumn(values, Validity.allValid(values.length));
        }
        if (!type.isLongBacked()) {
            TextColumnBuilder text = new TextColumnBuilder(cells.size(), 8);
            cells.forEach(row -> text.append(row[position].equals("-") ? null : row[position]));
            return text.build();
        }
        long[] values = new long[cells.size()];
        ValidityBuilder validity = new ValidityBuilder(cells.size());
        for (int row = 0; row < values.length; row++) {
            String cell = cells.get(row)[position];
            if (cell.equals("-")) {
                validity.setNull(row);
            } else {
                values[row] = new BigDecimal(cell).movePointRight(type.scale()).longValueExact();
            }
        }
        Validity built = validity.build();
        return new LongColumn(type, values, built);
    }
}
