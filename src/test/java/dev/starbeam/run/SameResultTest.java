package dev.starbeam.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.generate.DataGenerator;
import dev.starbeam.generate.GenerateSettings;
import dev.starbeam.pipeline.BatchPipeline;
import dev.starbeam.pipeline.PipelineRun;
import dev.starbeam.pipeline.Published;
import dev.starbeam.pipeline.Shop;
import dev.starbeam.star.join.LookupStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is published depends on the rows alone: not on workers, files, their order, or how rows are joined. */
class SameResultTest {
    @TempDir
    Path directory;

    @Test
    void runnersThreadsFilesAndTheirOrderChangeNothing() throws Exception {
        Path raw = generated(1200, 3);
        Map<String, List<String>> expected = published("one", raw, "--threads=1");
        assertThat(expected.get("star.fact_orders")).hasSizeGreaterThan(800);

        assertThat(published("four", raw, "--threads=4")).isEqualTo(expected);
        assertThat(published("direct", raw, "--runner=DirectRunner")).isEqualTo(expected);
        assertThat(published("together", recut(raw, "one-file", 1), "--threads=2"))
                .isEqualTo(expected);
        assertThat(published("apart", recut(raw, "many-files", 5), "--threads=2"))
                .isEqualTo(expected);
    }

    @Test
    void lookupsByBroadcastAndByShuffleAreTheSame() throws Exception {
        Shop shop = Shop.in(directory.resolve("shop"))
                .declaring(
                        "    grain: [order_id]\n    lookups: {stg_customers: {on: customer_id, columns: {home: country}}}\n",
                        "    grain: [order_id]\n");
        StringBuilder customers = new StringBuilder("customer_id,country\n");
        StringBuilder orders = new StringBuilder("order_id,customer_id,quantity,unit_price,ordered_at\n");
        Random random = new Random(5);
        for (int i = 0; i < 500; i++) {
            customers.append("c").append(i).append(",country ").append(i % 7).append('\n');
        }
        for (int i = 0; i < 1500; i++) {
            orders.append(i).append(",c").append(random.nextInt(600)).append(",1,2.50,2024-01-02\n");
        }
        shop.file("customers.csv", customers.toString()).file("orders.csv", orders.toString());

        Map<String, List<String>> broadcast = published(shop, "broadcast", LookupStrategy.broadcast());
        Map<String, List<String>> shuffled = published(shop, "shuffle", LookupStrategy.shuffle());

        assertThat(broadcast.get("star.fact_orders")).hasSize(1500).anyMatch(row -> row.contains("country 3"));
        assertThat(shuffled).isEqualTo(broadcast);
    }

    private Map<String, List<String>> published(String name, Path raw, String parallelism) throws Exception {
        PipelineRun run = PipelineRun.in(
                        directory.resolve(name),
                        "--pipeline=pipelines/customer_analytics",
                        "--var=raw=" + raw,
                        "--onQualityFailure=warn",
                        parallelism)
                .expecting(0);
        Map<String, List<String>> facts = Published.facts(run.warehouse());
        // The first case of what was lost is another where the files are.
        for (String told : List.of("quality.check_results", "quality.verdicts_now")) {
            facts.computeIfPresent(
                    told,
                    (table, rows) -> rows.stream()
                            .map(row -> row.replaceAll(", such as '.*?' \\([^()|]*\\)", ""))
                            .sorted()
                            .toList());
        }
        return facts;
    }

    private Map<String, List<String>> published(Shop shop, String name, LookupStrategy strategy) throws Exception {
        RunPlan plan = shop.batch(name);
        Pipeline pipeline = Pipeline.create(
                PipelineOptionsFactory.fromArgs("--runner=LocalRunner").create());
        BatchPipeline.assemble(pipeline, plan, strategy);
        pipeline.run().waitUntilFinish();
        return Published.facts(PipelineRun.warehouse(shop.directory().resolve(name)));
    }

    private Path generated(int orders, int files) throws IOException {
        Path raw = directory.resolve("raw");
        DataGenerator.write(GenerateSettings.parse(Map.of(
                "orders", Integer.toString(orders),
                "dirt", "heavy",
                "files", Integer.toString(files),
                "out", raw.toString())));
        return raw;
    }

    /** The same rows of orders, shuffled, in another number of files. */
    private Path recut(Path raw, String name, int files) throws IOException {
        Path other = Files.createDirectories(directory.resolve(name));
        for (String table : List.of("customers", "products")) {
            for (Path file : files(raw, table)) {
                Files.copy(file, other.resolve(file.getFileName()));
            }
        }
        List<String> rows = new ArrayList<>();
        String header = "";
        for (Path file : files(raw, "orders")) {
            List<String> lines = Files.readAllLines(file);
            header = lines.get(0);
            rows.addAll(lines.subList(1, lines.size()));
        }
        Collections.shuffle(rows, new Random(files));
        for (int i = 0; i < files; i++) {
            List<String> part = new ArrayList<>(List.of(header));
            part.addAll(rows.subList(rows.size() * i / files, rows.size() * (i + 1) / files));
            Files.write(other.resolve("orders-" + i + ".csv"), part);
        }
        return other;
    }

    private static List<Path> files(Path raw, String table) {
        try (var files = Files.list(raw)) {
            return files.filter(file -> file.getFileName().toString().startsWith(table))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
