package dev.starbeam.ingest.file;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.Schema;
import dev.starbeam.ingest.csv.CsvBatchReader;
import dev.starbeam.ingest.csv.CsvFormat;
import dev.starbeam.ingest.csv.CsvOptions;
import dev.starbeam.model.source.FilesModel;
import dev.starbeam.model.source.HeaderPolicy;
import dev.starbeam.source.Committed;
import dev.starbeam.source.FileSource;
import dev.starbeam.source.SourceRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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
 * Reading a file of order lines on one core: batches of text views, the scan that cuts files, and FastCSV's records of
 * strings as the baseline. The counter {@code megabytes} is MB a second.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx1g", "-XX:+UseParallelGC"})
public class CsvReading {
    private static final int ROWS = 600_000;
    private static final String[] COLUMNS = {
        "order_id",
        "line_number",
        "customer_id",
        "product_id",
        "quantity",
        "unit_price",
        "total_amount",
        "order_status",
        "ordered_at",
        "shipped_at",
        "delivered_at",
        "updated_at"
    };

    /** What the texts are like: no quotes, every eighth status quoted, or one line in four with text beyond ASCII. */
    @Param({"plain", "quoted", "accented"})
    public String texts = "plain";

    private Path file;
    private FilesModel source;
    private FileSource files;
    private SourceRange range;

    @Setup
    public void write() throws IOException {
        file = Files.createTempFile("orders", ".csv");
        Random random = new Random(1);
        try (var out = Files.newBufferedWriter(file)) {
            out.write(String.join(",", COLUMNS) + "\n");
            for (int row = 0; row < ROWS; row++) {
                out.write(line(row, random));
            }
        }
        Schema schema = Schema.of(Arrays.stream(COLUMNS)
                .map(name -> new Field(name, ColumnType.TEXT))
                .toList());
        source = new FilesModel("raw_orders", file.toString(), CsvOptions.RFC_4180, HeaderPolicy.DEFAULT, schema);
        files = new FileSource(source, new CsvFormat(), new BeamFiles());
        range = files.plan(Committed.NOTHING).found().get(0);
    }

    @TearDown
    public void delete() throws IOException {
        Files.delete(file);
    }

    /** Megabytes a second. */
    @State(Scope.Thread)
    @AuxCounters
    public static class Volume {
        public double megabytes;

        @Setup(Level.Iteration)
        public void reset() {
            megabytes = 0;
        }
    }

    @Benchmark
    public long batches(Volume volume) throws IOException {
        long rows = 0;
        try (CsvBatchReader reader = CsvBatchReader.open(source, range, reject -> {})) {
            for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                rows += batch.rows();
            }
            volume.megabytes += reader.bytesRead() / 1e6;
        }
        return expect(rows);
    }

    @Benchmark
    public int scanForRecordStarts(Volume volume) throws IOException {
        int shards = files.split(range, range.size() / 4).size();
        volume.megabytes += range.size() / 1e6;
        return shards;
    }

    @Benchmark
    public long fastCsv(Volume volume) throws IOException {
        long rows = -1;
        long fields = 0;
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(file)) {
            for (CsvRecord row : reader) {
                rows++;
                fields += row.getFieldCount();
            }
        }
        volume.megabytes += range.size() / 1e6;
        return expect(rows) + fields;
    }

    private static long expect(long rows) {
        if (rows != ROWS) {
            throw new IllegalStateException(rows + " rows read, " + ROWS + " written");
        }
        return rows;
    }

    private String line(int row, Random random) {
        int quantity = 1 + random.nextInt(40);
        int cents = 100 + random.nextInt(9_000);
        String status = random.nextInt(8) > 0 || !texts.equals("quoted") ? "completed" : "\"cancelled, \"\"late\"\"\"";
        if (texts.equals("accented") && random.nextInt(4) == 0) {
            status = "annulée";
        }
        String day = "2024-0" + (1 + random.nextInt(9)) + "-1" + random.nextInt(10);
        return String.format(
                Locale.ROOT,
                "O%08d,%d,C%06d,P%05d,%d,%d.%02d,%d.%02d,%s,%s 08:26:00,%s 11:00:00,,%s 12:00:00%n",
                row / 3,
                row % 3,
                random.nextInt(100_000),
                random.nextInt(10_000),
                quantity,
                cents / 100,
                cents % 100,
                quantity * cents / 100,
                quantity * cents % 100,
                status,
                day,
                day,
                day);
    }
}
