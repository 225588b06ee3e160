package dev.starbeam.warehouse.duckdb;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.model.Materialization;
import dev.starbeam.warehouse.PublishRequest;
import dev.starbeam.warehouse.RunRecord;
import dev.starbeam.warehouse.TableLoad;
import dev.starbeam.warehouse.table.ColumnSpec;
import dev.starbeam.warehouse.table.MemberReference;
import dev.starbeam.warehouse.table.Merging;
import dev.starbeam.warehouse.table.TableSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Publishes a batch of 1M observations of 200k members, alone and with a fact of 1M rows that refers to them: into an
 * empty dimension of type 2, after 1M versions that are there, and between 2M. Each time is told as a multiple of one
 * window query, run just before: previous hash and next time of 3M versions and the 1M observations, into a temporary
 * table. {@code bench/scd2} runs it.
 */
public final class HistoryBenchmark {
    private static final int MEMBERS = 200_000;
    private static final long ROWS = 1_000_000;

    private final Path directory;

    private HistoryBenchmark(Path directory) {
        this.directory = directory;
    }

    /** @param arguments the directory for files meanwhile, and how often to measure, or nothing for twice */
    public static void main(String[] arguments) throws IOException, SQLException {
        Path directory = Files.createTempDirectory(Path.of(arguments[0]), "history-benchmark");
        HistoryBenchmark benchmark = new HistoryBenchmark(directory.toAbsolutePath());
        benchmark.stage();
        int times = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2;
        for (int i = 0; i < times; i++) {
            benchmark.measure("into an empty table", List.of("middle"));
            benchmark.measure("after 1M versions", List.of("before", "middle"));
            benchmark.measure("between 2M versions", List.of("around", "middle"));
        }
        benchmark.delete();
    }

    private void measure(String name, List<String> batches) throws IOException, SQLException {
        double window = windowQuery();
        double alone = publish(batches, false);
        double withFact = publish(batches, true);
        System.out.printf(
                Locale.ROOT,
                "%-20s window query %.1f s; dimension %.1f s = %.2f x; with a fact of 1M rows %.1f s%n",
                name,
                window,
                alone,
                alone / window,
                withFact);
    }

    private void stage() throws SQLException {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute("set preserve_insertion_order = false");
            observe(statement, "before", "i", 5);
            observe(statement, "middle", "1000 + 2 * i", 5);
            observe(statement, "around", "995 + 2 * i", 10);
            statement.execute("copy (select i as order_id, 'M' || (hash(i) % " + MEMBERS + ") as member_id,"
                    + " cast(0 as bigint) as member_key, timestamp '2024-01-01' + to_hours(cast(hash(i + 7) % 2000 as"
                    + " integer)) as ordered_at, i % 1000 as amount from range(" + ROWS + ") t(i)) to '"
                    + file("orders") + "'");
        }
    }

    private void observe(Statement statement, String name, String hour, int times) throws SQLException {
        statement.execute("copy (select cast(hash(id, version) >> 1 as bigint) as member_key,"
                + " cast(hash(id) >> 1 as bigint) as durable_key, id, 'Name ' || id as name, 'City ' || (h % 5000) as"
                + " city, 'S' || (h % 7) as segment, h % 1000 as value, version, cast(hash(h) >> 1 as bigint) as"
                + " row_hash from (select 'M' || m as id, timestamp '2024-01-01' + to_hours(cast(" + hour
                + " as integer)) as version, cast(hash(m, " + hour + ") >> 1 as bigint) as h from range(" + MEMBERS
                + ") a(m), range(" + times + ") b(i))) to '" + file(name) + "'");
    }

    private double windowQuery() throws SQLException {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:" + directory.resolve("window.duckdb"));
                Statement statement = duck.createStatement()) {
            statement.execute("set preserve_insertion_order = false");
            statement.execute("create table if not exists versions as select * from read_parquet(['" + file("before")
                    + "', '" + file("around") + "'])");
            statement.execute(
                    "create table if not exists observations as select * from read_parquet('" + file("middle") + "')");
            long started = System.nanoTime();
            statement.execute("create temp table answer as select *, lag(row_hash) over w as hash_before,"
                    + " lead(version) over w as valid_to from (select * from versions union all select * from"
                    + " observations) window w as (partition by id order by version)");
            return seconds(started);
        }
    }

    private double publish(List<String> batches, boolean withFact) throws IOException {
        Path file = directory.resolve("warehouse.duckdb");
        double took = 0;
        for (int i = 0; i < batches.size(); i++) {
            String batch = batches.get(i);
            long rows = batch.equals("around") ? 2 * ROWS : ROWS;
            List<TableLoad> staged = new ArrayList<>();
            staged.add(new TableLoad(dimension(), List.of(file(batch)), rows, true));
            if (withFact && i == batches.size() - 1) {
                staged.add(new TableLoad(orders(), List.of(file("orders")), ROWS, true));
            }
            RunRecord run = new RunRecord("shop", batch, "f", Instant.EPOCH, "passed", rows, rows, 0, 0, 0, "0");
            try (DuckDbWarehouse duck = DuckDbWarehouse.open(file)) {
                long started = System.nanoTime();
                duck.publish(new PublishRequest(run, staged, List.of(), List.of()));
                took = seconds(started);
            }
        }
        Files.delete(file);
        return took;
    }

    private static TableSpec dimension() {
        List<ColumnSpec> columns = new ArrayList<>();
        columns.add(ColumnSpec.natural("member_key", ""));
        columns.add(ColumnSpec.natural("durable_key", ""));
        for (String text : List.of("id", "name", "city", "segment")) {
            columns.add(ColumnSpec.optional(text, ColumnType.TEXT, ""));
        }
        columns.add(ColumnSpec.optional("value", ColumnType.BIGINT, ""));
        for (String time : List.of("version", "valid_from", "valid_to")) {
            columns.add(ColumnSpec.optional(time, ColumnType.TIMESTAMP, ""));
        }
        columns.add(ColumnSpec.optional("is_current", ColumnType.BOOLEAN, ""));
        columns.add(ColumnSpec.optional("row_hash", ColumnType.BIGINT, ""));
        return new TableSpec(
                "star",
                "dim_members",
                columns,
                List.of("id", "valid_from"),
                "member_key",
                null,
                new Merging.ScdType2(List.of("id"), "version", "durable_key"),
                Materialization.TABLE,
                "");
    }

    private static TableSpec orders() {
        List<ColumnSpec> columns = List.of(
                ColumnSpec.natural("order_id", ""),
                ColumnSpec.optional("member_id", ColumnType.TEXT, ""),
                ColumnSpec.natural("member_key", ""),
                ColumnSpec.optional("ordered_at", ColumnType.TIMESTAMP, ""),
                ColumnSpec.optional("amount", ColumnType.BIGINT, ""),
                ColumnSpec.required("_batch_id", ColumnType.TEXT, ""));
        MemberReference member = new MemberReference(
                "member_key", List.of("member_id"), "ordered_at", dimension(), List.of("id"), "member_key");
        return new TableSpec(
                "star",
                "fact_orders",
                columns,
                List.of("order_id"),
                null,
                "_batch_id",
                new Merging.Facts(null, false, List.of(member)),
                Materialization.TABLE,
                "");
    }

    private String file(String name) {
        return directory.resolve(name + ".parquet").toString();
    }

    private static double seconds(long started) {
        return (System.nanoTime() - started) / 1e9;
    }

    private void delete() throws IOException {
        for (String name :
                List.of("before.parquet", "middle.parquet", "around.parquet", "orders.parquet", "window.duckdb")) {
            Files.deleteIfExists(directory.resolve(name));
        }
        Files.delete(directory);
    }
}
