package dev.starbeam.warehouse;

import dev.starbeam.model.Materialization;
import dev.starbeam.warehouse.duckdb.DuckDbWarehouse;
import dev.starbeam.warehouse.parquet.ParquetBatchWriter;
import dev.starbeam.warehouse.parquet.ParquetCompression;
import dev.starbeam.warehouse.table.ColumnSpec;
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
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Staged order lines in Parquet into a new DuckDB file: {@code publish}, with and without proof of the grain, and {@code
 * publishAgain}, where every row replaces a published one, against the named baseline {@code duckDbInsertSelect}.
 *
 * <p>{@code mvn -Pbench -Dquick test-compile exec:exec -Djmh.args='PublishBenchmark -p rows=10000000'}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
@Fork(1)
public class PublishBenchmark {
    private static final int BATCH = 50_000;
    private static final int FILES = 10;

    @Param("10000000")
    private int rows;

    private final List<String> files = new ArrayList<>();
    private Path directory;

    @Setup(Level.Trial)
    public void stage() throws IOException {
        directory = Files.createTempDirectory("publish-benchmark");
        for (int file = 0; file < FILES; file++) {
            String name = directory.resolve("part-" + file + ".parquet").toString();
            try (ParquetBatchWriter writer =
                    ParquetBatchWriter.create(name, SyntheticOrders.SCHEMA, ParquetCompression.UNCOMPRESSED)) {
                for (int from = 0; from < rows / FILES; from += BATCH) {
                    writer.write(SyntheticOrders.batch((long) file * (rows / FILES) + from, BATCH));
                }
                files.add(writer.finish().uri());
            }
        }
    }

    @Setup(Level.Iteration)
    public void deleteWarehouse() throws IOException {
        Files.deleteIfExists(warehouse());
    }

    @TearDown(Level.Trial)
    public void delete() throws IOException {
        deleteWarehouse();
        for (String file : files) {
            Files.delete(Path.of(file));
        }
        Files.delete(directory);
    }

    @Benchmark
    public void publishProven() {
        publish("b1", true);
    }

    @Benchmark
    public void publish() {
        publish("b1", false);
    }

    @Benchmark
    public void publishTwice() {
        publish("b1", true);
        publish("b2", true);
    }

    @Benchmark
    public void duckDbInsertSelect() throws SQLException {
        String list = files.stream().map(f -> "'" + f + "'").collect(Collectors.joining(", ", "[", "]"));
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:" + warehouse());
                Statement statement = duck.createStatement()) {
            statement.execute("set preserve_insertion_order = false");
            statement.execute(
                    "create table orders as select *, 'b1' as _batch_id from read_parquet(" + list + ") limit 0");
            statement.execute("insert into orders select *, 'b1' from read_parquet(" + list + ")");
        }
    }

    private void publish(String batchId, boolean keyProven) {
        RunRecord run = new RunRecord("shop", batchId, "f", Instant.EPOCH, "passed", rows, rows, 0, 0, 0, "0");
        TableLoad staged = new TableLoad(table(), files, rows, keyProven);
        try (DuckDbWarehouse duck = DuckDbWarehouse.open(warehouse())) {
            duck.publish(new PublishRequest(run, List.of(staged), List.of(), List.of()));
        }
    }

    private static TableSpec table() {
        List<ColumnSpec> columns = new ArrayList<>();
        SyntheticOrders.SCHEMA
                .fields()
                .forEach(field -> columns.add(
                        field.name().endsWith("_key") || field.name().equals("_source_offset")
                                ? ColumnSpec.natural(field.name(), "")
                                : ColumnSpec.optional(field.name(), field.type(), "")));
        columns.add(ColumnSpec.required("_batch_id", dev.starbeam.batch.ColumnType.TEXT, ""));
        return new TableSpec(
                "star",
                "fact_orders",
                columns,
                List.of("order_id", "line_number"),
                null,
                "_batch_id",
                Materialization.TABLE,
                "");
    }

    private Path warehouse() {
        return directory.resolve("warehouse.duckdb");
    }
}
