package dev.starbeam.warehouse;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.warehouse.parquet.ParquetBatchWriter;
import dev.starbeam.warehouse.parquet.ParquetCompression;
import dev.starbeam.warehouse.parquet.ParquetFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
 * A million order lines from memory to one Parquet file, on one thread: {@code ours} against the named baseline {@code
 * duckDbCopy}, DuckDB's COPY of the same rows from an in-memory table with the same compression.
 *
 * <p>{@code mvn -Pbench -Dquick test-compile exec:exec -Djmh.args='ParquetWriteBenchmark'}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ParquetWriteBenchmark {
    private static final int BATCHES = 32;
    private static final int ROWS = 1 << 15;

    @Param({"UNCOMPRESSED", "SNAPPY"})
    private ParquetCompression compression;

    private List<ColumnBatch> batches;
    private Path directory;
    private Connection duck;

    @Setup(Level.Trial)
    public void load() throws IOException, SQLException {
        batches = IntStream.range(0, BATCHES)
                .mapToObj(i -> SyntheticOrders.batch((long) i * ROWS, ROWS))
                .toList();
        directory = Files.createTempDirectory("parquet-benchmark");
        duck = DriverManager.getConnection("jdbc:duckdb:");
        execute("set threads = 1");
        execute("create table orders as select * from '" + ours().uri() + "'");
    }

    @TearDown(Level.Trial)
    public void delete() throws IOException, SQLException {
        duck.close();
        Files.deleteIfExists(directory.resolve("ours.parquet"));
        Files.deleteIfExists(directory.resolve("duckdb.parquet"));
        Files.delete(directory);
    }

    @Benchmark
    public ParquetFile ours() throws IOException {
        String file = directory.resolve("ours.parquet").toString();
        try (ParquetBatchWriter writer = ParquetBatchWriter.create(file, SyntheticOrders.SCHEMA, compression)) {
            for (ColumnBatch batch : batches) {
                writer.write(batch);
            }
            return writer.finish();
        }
    }

    @Benchmark
    public void duckDbCopy() throws SQLException {
        execute("copy orders to '" + directory.resolve("duckdb.parquet") + "' (format parquet, compression "
                + compression + ")");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = duck.createStatement()) {
            statement.execute(sql);
        }
    }
}
