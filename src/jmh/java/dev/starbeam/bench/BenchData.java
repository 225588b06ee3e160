package dev.starbeam.bench;

import dev.starbeam.generate.DataGenerator;
import dev.starbeam.generate.GenerateSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Generated input, made once and kept until the case ends: light dirt, 100,000 customers and 10,000 products unless said.
 *
 * @param home where it lies
 * @param settings what sizes are multiplied by
 */
record BenchData(Path home, BenchSettings settings) {
    private static final int CUSTOMERS = 100_000;
    private static final int FEW_FILES = 8;
    private static final int MANY_FILES = 16;
    private static final long MUCH = 3_000_000;

    /** Order lines in 8 files, or in 16 from three millions on. */
    Path orders(long lines) throws IOException {
        return orders(lines, lines < MUCH ? FEW_FILES : MANY_FILES);
    }

    Path orders(long lines, int files) throws IOException {
        return generated("orders-" + lines + "-in-" + files, lines, CUSTOMERS, files, 1);
    }

    Path members(long members, long lines) throws IOException {
        return generated("members-" + members, lines, members, FEW_FILES, 1);
    }

    /** A later delivery: orders that are new, on days that are new. */
    Path nextOrders(long lines, long after) throws IOException {
        return generated("next-" + lines + "-after-" + after, lines, CUSTOMERS, FEW_FILES, 1, after);
    }

    /** Another one: half of its lines replace published ones, if newer, and half belong to new orders. */
    Path laterBatch(long lines) throws IOException {
        Path batch = home.resolve("batch-" + lines);
        if (!Files.exists(batch)) {
            Path source = generated("batch-source-" + lines, lines, CUSTOMERS, FEW_FILES, 2);
            OrderFiles.renumberEverySecond(source, batch);
        }
        return batch;
    }

    /** The same lines in files of {@code lines} lines. */
    Path cut(Path orders, int lines) throws IOException {
        Path cut = home.resolve(orders.getFileName() + "-cut");
        if (!Files.exists(cut)) {
            OrderFiles.cut(orders, cut, lines);
        }
        return cut;
    }

    /** The same lines in one gzip file, in place of {@code orders}, which are deleted. */
    Path zipped(Path orders) throws IOException {
        Path zipped = home.resolve(orders.getFileName() + "-gzip");
        if (!Files.exists(zipped)) {
            OrderFiles.zip(orders, zipped);
            Directories.delete(orders);
        }
        return zipped;
    }

    /** The warehouse after a run, unmeasured, that begins with {@code before} or an empty one. */
    Path published(String name, @Nullable Path before, Contender contender) throws IOException, InterruptedException {
        Path published = home.resolve(name + ".duckdb");
        if (!Files.exists(published)) {
            System.err.println("publishing " + name);
            Path work = Directories.empty(home.resolve("publishing"));
            Path warehouse = Path.of(Contenders.database(work));
            if (before != null) {
                Files.copy(before, warehouse);
            }
            ChildProcess.run(contender.command().in(work), contender.exitCode());
            Files.move(warehouse, published);
            Directories.delete(work);
        }
        return published;
    }

    long scaled(long size) {
        return settings.scaled(size);
    }

    private Path generated(String name, long lines, long customers, int files, long seed) throws IOException {
        return generated(name, lines, customers, files, seed, 0);
    }

    private Path generated(String name, long lines, long customers, int files, long seed, long after)
            throws IOException {
        Path directory = home.resolve(name);
        if (!Files.exists(directory.resolve("dirt.json"))) {
            System.err.println("generating " + name);
            Map<String, String> words = new TreeMap<>(Map.of(
                    "orders", Long.toString(lines),
                    "customers", Long.toString(customers),
                    "products", "10000",
                    "files", Integer.toString(files),
                    "seed", Long.toString(seed),
                    "dirt", "light",
                    "out", directory.toString()));
            if (after > 0) {
                words.put("after", Long.toString(after));
            }
            DataGenerator.write(GenerateSettings.parse(words));
        }
        return directory;
    }
}
