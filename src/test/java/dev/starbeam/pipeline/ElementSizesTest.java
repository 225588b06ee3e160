package dev.starbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.run.RunPlan;
import dev.starbeam.star.join.LookupStrategy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PValue;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever the number of rows, only small elements travel. Every collection of the graph is measured, over rows that
 * would make elements of several megabytes each where something of each row travelled: keys to deduplicate, members,
 * keys of references and lookups, looked-up rows, row numbers of keys that aren't unique, sums of fifty
 * thousand keys. Half a megabyte of these is a megabyte of twice as many.
 */
class ElementSizesTest {
    private static final int MOST_BYTES = 1 << 19;
    private static final ConcurrentMap<String, Long> LARGEST = new ConcurrentHashMap<>();

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"BROADCAST", "SHUFFLE"})
    void noElementGrowsWithTheRows(LookupStrategy.Mode mode) throws Exception {
        Shop shop = shop();
        RunPlan plan = shop.batch("home");
        Pipeline pipeline =
                Pipeline.create(PipelineOptionsFactory.fromArgs("--targetParallelism=2", "--enforceImmutability=false")
                        .create());
        BatchPipeline.assemble(pipeline, plan, new LookupStrategy(mode, 0));
        LARGEST.clear();
        measure(pipeline);
        pipeline.run().waitUntilFinish();

        assertThat(LARGEST).hasSizeGreaterThan(40);
        Map<String, Long> large = new TreeMap<>(LARGEST);
        large.values().removeIf(bytes -> bytes < MOST_BYTES);
        assertThat(large).isEmpty();
        assertThat(Published.facts(shop.warehouse()).get("star.fact_orders")).hasSize(100_000);
    }

    private Shop shop() throws IOException {
        Shop shop = Shop.in(directory.resolve("shop"))
                .declaring(
                        "    grain: [order_id]\n    lookups: {stg_customers: {on: customer_id, columns: {home: country}}}\n",
                        "    grain: [order_id]\n")
                .declaring(
                        "    required: [order_id]\n    deduplicate: {keys: [order_id], latest_by: ordered_at}\n",
                        "    required: [order_id]\n")
                .declaring("""
                          - {check: unique, columns: [customer_id], severity: warn}
                          - {check: zscore, column: total_amount, by: customer_id, threshold: 3, severity: warn}
                        """, "  - {check: unique, severity: warn}\n");
        StringBuilder customers = new StringBuilder("customer_id,country\n");
        for (int i = 0; i < 50_000; i++) {
            customers
                    .append("customer ")
                    .append(i)
                    .append(",a country with a rather long name ")
                    .append(i % 777)
                    .append('\n');
        }
        StringBuilder orders = new StringBuilder("order_id,customer_id,quantity,unit_price,ordered_at\n");
        for (int i = 0; i < 150_000; i++) {
            orders.append(i % 100_000).append(",customer ").append(i % 60_000).append(",1,2.50,2024-01-02\n");
        }
        return shop.file("customers.csv", customers.toString()).file("orders.csv", orders.toString());
    }

    private static void measure(Pipeline pipeline) {
        Map<PCollection<?>, String> collections = new LinkedHashMap<>();
        pipeline.traverseTopologically(new Pipeline.PipelineVisitor.Defaults() {
            @Override
            public void visitValue(PValue value, TransformHierarchy.Node producer) {
                if (value instanceof PCollection<?> collection) {
                    collections.put(collection, producer.getFullName() + " > " + collection.getName());
                }
            }
        });
        collections.forEach(ElementSizesTest::measure);
    }

    private static <T> void measure(PCollection<T> collection, String name) {
        collection.apply("Measure " + name, ParDo.of(new MeasureFn<>(name, collection.getCoder())));
    }

    private static final class MeasureFn<T> extends DoFn<T, Void> {
        private static final long serialVersionUID = 1L;

        private final String name;
        private final Coder<T> coder;

        MeasureFn(String name, Coder<T> coder) {
            this.name = name;
            this.coder = coder;
        }

        @ProcessElement
        public void measure(@Element T element) throws CoderException {
            long bytes = CoderUtils.encodeToByteArray(coder, element).length;
            LARGEST.merge(name, bytes, Math::max);
        }
    }
}
