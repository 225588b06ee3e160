package dev.starbeam.generate;

import dev.starbeam.generate.DirtReport.TableReport;
import dev.starbeam.generate.ShardWriter.Range;
import dev.starbeam.generate.ShardWriter.Written;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Writes customers, products and orders as CSV files, and {@code dirt.json} beside them as the last file.
 *
 * <pre>{@code
 *   DirtReport report = DataGenerator.write(GenerateSettings.parse(Map.of("orders", "1000000", "dirt", "light")));
 *   long orphans = report.tables().get("raw_orders").rowsWith(DirtKind.ORPHAN);
 * }</pre>
 *
 * <p>Guaranteed: equal settings give equal bytes, whatever the machine and the number of threads. Every row has at most
 * one kind of dirt. {@code rows = settings' rows + duplicates + late updates}, and for customers and products also the
 * rows that miss their key. Without dirt, ordered ≤ shipped ≤ delivered ≤ updated, every total is quantity times price
 * and every reference exists. Memory does not depend on the number of orders.
 */
public final class DataGenerator {
    private final GenerateSettings settings;
    private final int threads;

    private DataGenerator(GenerateSettings settings, int threads) {
        this.settings = settings;
        this.threads = threads;
    }

    /**
     * Writes all files, with as many threads as there are processors.
     *
     * @throws InvalidSettingsException when the directory is not empty, other than of earlier generated files, which are
     *     replaced
     * @throws IOException when a file can't be written; {@code dirt.json} is missing then
     */
    public static DirtReport write(GenerateSettings settings) throws IOException {
        return write(settings, Runtime.getRuntime().availableProcessors());
    }

    static DirtReport write(GenerateSettings settings, int threads) throws IOException {
        OutputDirectory.prepare(settings.directory());
        return new DataGenerator(settings, threads).writeAll();
    }

    private DirtReport writeAll() throws IOException {
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            // Orders first: they are the most work.
            List<Future<Written>> orders = submit(ordersOf(OrderLines.Catalog.of(products())), orderFiles(), workers);
            List<Future<Written>> customers = submit(this::customers, 1, workers);
            List<Future<Written>> products = submit(this::products, 1, workers);
            Map<String, TableReport> tables = new LinkedHashMap<>();
            tables.put("raw_customers", collect(customers));
            tables.put("raw_products", collect(products));
            tables.put("raw_orders", collect(orders));
            DirtReport report = new DirtReport(settings, tables);
            Path file = settings.directory().resolve(OutputDirectory.REPORT);
            Files.writeString(file, report.toJson(), StandardCharsets.UTF_8);
            return report;
        } finally {
            workers.shutdownNow();
        }
    }

    private Customers customers() {
        return new Customers(settings.customers(), Draws.derive(settings.seed(), 1));
    }

    private Products products() {
        return new Products(settings.products(), Draws.derive(settings.seed(), 2));
    }

    private Supplier<OrderLines> ordersOf(OrderLines.Catalog catalog) {
        return () -> new OrderLines(settings, catalog, Draws.derive(settings.seed(), 3));
    }

    private int orderFiles() {
        return (int) Math.min(settings.files(), blocks(settings.orders()));
    }

    /** Each file gets whole blocks; the late updates of a file's rows go into the file before it. */
    private List<Future<Written>> submit(Supplier<? extends SourceTable> tables, int files, ExecutorService workers) {
        List<Future<Written>> shards = new ArrayList<>();
        for (int i = 0; i < files; i++) {
            SourceTable table = tables.get();
            long seed = Draws.derive(settings.seed(), table.stem().hashCode());
            ShardWriter writer =
                    new ShardWriter(table, new DirtPlan(Draws.derive(seed, 1), settings, table), Draws.derive(seed, 2));
            Path path = settings.directory().resolve(fileName(table.stem(), i + 1, files));
            Range own = range(table.rows(), i, files);
            Range late = range(table.rows(), (i + 1) % files, files);
            shards.add(workers.submit(() -> writer.write(path, own, late)));
        }
        return shards;
    }

    private static Range range(long rows, int file, int files) {
        long blocks = blocks(rows);
        long from = blocks * file / files * OrderLines.BLOCK;
        long to = blocks * (file + 1) / files * OrderLines.BLOCK;
        return new Range(from, Math.min(to, rows));
    }

    private static long blocks(long rows) {
        return (rows + OrderLines.BLOCK - 1) / OrderLines.BLOCK;
    }

    private static String fileName(String stem, int file, int files) {
        int width = Decimals.length(files);
        return String.format(Locale.ROOT, "%s-%0" + width + "d-of-%d.csv", stem, file, files);
    }

    private TableReport collect(List<Future<Written>> shards) throws IOException {
        List<String> files = new ArrayList<>();
        DirtCounts counts = new DirtCounts();
        long rows = 0;
        long clean = 0;
        for (Future<Written> shard : shards) {
            Written written = await(shard);
            files.add(written.file());
            counts.add(written.counts());
            rows += written.rows();
            clean += written.clean();
        }
        return new TableReport(files, rows, clean, counts.report());
    }

    private static Written await(Future<Written> shard) throws IOException {
        try {
            return shard.get();
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped before all files were written", stopped);
        }
    }
}
