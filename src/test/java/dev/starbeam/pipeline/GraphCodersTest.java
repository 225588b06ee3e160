package dev.starbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.cli.CommandLine;
import dev.starbeam.ingest.Sources;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.loading.PipelineLoader;
import dev.starbeam.model.loading.yaml.Declaration;
import dev.starbeam.run.RunPlan;
import dev.starbeam.run.RunPlanner;
import dev.starbeam.source.Committed;
import dev.starbeam.star.join.LookupStrategy;
import dev.starbeam.warehouse.engine.Warehouses;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.CannotProvideCoderException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.runners.TransformHierarchy.Node;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.CombineFnBase.GlobalCombineFn;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Nothing travels in Java's serialised form, whose size and bytes are no one's choice: every collection and every
 * accumulator of the graph has a coder of its own.
 */
class GraphCodersTest {
    private static final String SNOWFLAKE =
            "snowflake://org-acc/SHOP?private_key=file:/keys/k.p8&user=loader&warehouse=BIG";

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(Shipped.class)
    void theGraphsOfShippedPipelinesNeverFallBackToJavaSerialisation(Shipped shipped) throws Exception {
        for (LookupStrategy.Mode lookups : LookupStrategy.Mode.values()) {
            assertThat(serialised(Path.of("pipelines", shipped.name()), Map.of(), lookups))
                    .isEmpty();
        }
    }

    /** The rows of a landing are handed to SnowflakeIO one by one, whose own steps carry them in a form of its choice. */
    @Test
    void neitherDoesOneThatLandsRawRows() throws Exception {
        Shop shop = Shop.in(directory.resolve("shop"))
                .declaring(
                        "raw_orders: {location: \"${raw}/orders*.csv\", raw: {land: true}}",
                        "raw_orders: {location: \"${raw}/orders*.csv\"}");
        Map<String, String> variables = Map.of("raw", shop.directory().toString());
        assertThat(serialised(shop.directory(), variables, LookupStrategy.Mode.SHUFFLE)
                        .keySet())
                .allMatch(name -> name.startsWith("Land raw_orders/Write and copy/MapElements/"));
    }

    @Test
    void whatWouldFallBackIsFound() {
        Pipeline pipeline = Pipeline.create();
        pipeline.apply(Create.of(new Unforeseen(1)));
        assertThat(serialised(pipeline)).hasSize(1);
    }

    enum Shipped {
        customer_analytics,
        northwind,
        online_retail
    }

    private record Unforeseen(int value) implements Serializable {}

    private Map<String, Coder<?>> serialised(Path declared, Map<String, String> variables, LookupStrategy.Mode mode)
            throws Exception {
        PipelineModel model =
                PipelineLoader.load(declared, variables, System::getenv, CommandLine.sources(), Declaration.LANGUAGE);
        RunPlan plan = new RunPlan(
                model,
                "batch",
                RunPlanner.inputs(model, Sources.builtIn(), Committed.NOTHING).wanted(),
                directory.resolve("staging").toString(),
                Warehouses.target(SNOWFLAKE),
                false,
                directory.resolve("report").toString(),
                0);
        Pipeline pipeline = Pipeline.create();
        BatchPipeline.assemble(pipeline, plan, new LookupStrategy(mode, 0));
        return serialised(pipeline);
    }

    private static Map<String, Coder<?>> serialised(Pipeline pipeline) {
        Map<String, Coder<?>> serialised = new TreeMap<>();
        visit(pipeline, (name, coder) -> {
            if (holdsSerialised(coder)) {
                serialised.put(name, coder);
            }
        });
        return serialised;
    }

    private static boolean holdsSerialised(Coder<?> coder) {
        return coder instanceof SerializableCoder
                || coder.getCoderArguments().stream().anyMatch(GraphCodersTest::holdsSerialised);
    }

    private static void visit(Pipeline pipeline, BiConsumer<String, Coder<?>> coders) {
        pipeline.traverseTopologically(new Pipeline.PipelineVisitor.Defaults() {
            @Override
            public CompositeBehavior enterCompositeTransform(Node node) {
                if (node.getTransform() instanceof Combine.PerKey<?, ?, ?> combine) {
                    coders.accept(node.getFullName() + " accumulates", accumulator(node, combine.getFn()));
                }
                return CompositeBehavior.ENTER_TRANSFORM;
            }

            @Override
            public void visitValue(PValue value, Node producer) {
                if (value instanceof PCollection<?> collection) {
                    coders.accept(producer.getFullName() + " > " + collection.getName(), collection.getCoder());
                }
            }
        });
    }

    @SuppressWarnings("unchecked")
    private static Coder<?> accumulator(Node node, GlobalCombineFn<?, ?, ?> combine) {
        PCollection<?> input = node.getInputs().values().iterator().next();
        Coder<Object> values = (Coder<Object>) ((KvCoder<?, ?>) input.getCoder()).getValueCoder();
        try {
            return ((GlobalCombineFn<Object, ?, ?>) combine)
                    .getAccumulatorCoder(input.getPipeline().getCoderRegistry(), values);
        } catch (CannotProvideCoderException e) {
            throw new AssertionError(node.getFullName() + " has no coder for what it accumulates", e);
        }
    }
}
