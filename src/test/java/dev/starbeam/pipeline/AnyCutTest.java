package dev.starbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.run.RunPlan;
import dev.starbeam.star.join.LookupStrategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * A whole small pipeline, with duplicates, orphans, rejected and quarantined rows, publishes the same tables whatever the
 * order of the rows, the shards and files they come in, the threads, and how rows meet.
 */
class AnyCutTest {
    /** A quarter of it, the least that a file has, makes a shard of its own. */
    private static final int BYTES = 4 * 2_200_000;

    private static final String HEADER = "order_id,customer_id,quantity,unit_price,ordered_at,note\n";

    @Property(tries = 6)
    void tablesAreTheSame(
            @ForAll @IntRange(min = 30, max = 150) int orders,
            @ForAll @IntRange(min = 2, max = 4) int files,
            @ForAll @IntRange(min = 1, max = 3) int threads,
            @ForAll boolean broadcast,
            @ForAll Random random)
            throws Exception {
        Path directory = Files.createTempDirectory("starbeam-any-cut");
        try {
            List<String> rows = rows(orders, random);
            Map<String, List<String>> expected =
                    published(directory.resolve("whole"), List.of(rows), 1, LookupStrategy.DEFAULT);
            Collections.shuffle(rows, random);
            assertThat(published(
                            directory.resolve("cut"),
                            cut(rows, files),
                            threads,
                            broadcast ? LookupStrategy.broadcast() : LookupStrategy.shuffle()))
                    .isEqualTo(expected);
        } finally {
            delete(directory);
        }
    }

    /** Every row has a minute of its own, so that it is known which of two is newer. */
    private static List<String> rows(int count, Random random) {
        String note = "n".repeat(BYTES / count);
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add("%s,%s,%s,%d.%02d,2024-01-%02d %02d:%02d:00,%s"
                    .formatted(
                            random.nextInt(9) == 0 ? "" : "o" + random.nextInt(1 + count / 2),
                            random.nextInt(9) == 0 ? "" : "c" + random.nextInt(8),
                            random.nextInt(9) == 0 ? "many" : random.nextInt(20),
                            random.nextInt(40) - 4,
                            random.nextInt(100),
                            1 + random.nextInt(28),
                            i / 60,
                            i % 60,
                            note));
        }
        return rows;
    }

    private static List<List<String>> cut(List<String> rows, int files) {
        List<List<String>> cut = new ArrayList<>();
        for (int i = 0; i < files; i++) {
            cut.add(rows.subList(rows.size() * i / files, rows.size() * (i + 1) / files));
        }
        return cut;
    }

    private static Map<String, List<String>> published(
            Path directory, List<List<String>> files, int threads, LookupStrategy strategy) throws Exception {
        Shop shop = shop(directory);
        for (int i = 0; i < files.size(); i++) {
            StringBuilder text = new StringBuilder(HEADER);
            files.get(i).forEach(row -> text.append(row).append('\n'));
            shop.file(i == 0 ? "orders.csv" : "orders-" + i + ".csv", text.toString());
        }
        RunPlan plan = shop.batch("batch");
        Pipeline pipeline =
                Pipeline.create(PipelineOptionsFactory.fromArgs("--runner=LocalRunner", "--threads=" + threads)
                        .create());
        BatchPipeline.assemble(pipeline, plan, strategy);
        pipeline.run().waitUntilFinish();
        return Published.facts(PipelineRun.warehouse(directory.resolve("batch")));
    }

    private static Shop shop(Path directory) throws IOException {
        return Shop.in(directory)
                .declaring("quantity: to_number(quantity)", "quantity: try_to_number(quantity)")
                .declaring(
                        "required: [order_id]\n    deduplicate: {keys: [order_id], latest_by: ordered_at}",
                        "required: [order_id]")
                .declaring(
                        "grain: [order_id]\n    lookups: {stg_customers: {on: customer_id, columns: {home: country}}}",
                        "grain: [order_id]")
                .declaring("""
                        column: unit_price, severity: warn, on_failure: quarantine}
                          - {check: zscore, column: total_amount, by: customer_id, threshold: 2, severity: warn}
                          - {check: iqr, column: quantity, severity: warn}
                        """, "column: unit_price, severity: error}\n")
                .file("customers.csv", "customer_id,country\nc1,France\nc2,Peru\nc3,Malta\nc5,France\n");
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        }
    }
}
