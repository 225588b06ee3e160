package dev.starbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.cli.CommandLine;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.loading.PipelineLoader;
import dev.starbeam.model.loading.yaml.Declaration;
import dev.starbeam.model.source.SourceModel;
import dev.starbeam.run.RunPlan;
import dev.starbeam.run.RunScope;
import dev.starbeam.source.SourceFile;
import dev.starbeam.source.SourceRange;
import dev.starbeam.star.join.LookupStrategy;
import dev.starbeam.warehouse.engine.Warehouses;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.beam.model.pipeline.v1.RunnerApi;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.util.construction.PipelineTranslation;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The graph holds what steps need and nothing else: each step costs a start a little, and travels to every worker. */
class GraphSizeTest {
    private static final int MOST_BYTES = 48 << 10;

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(LookupStrategy.Mode.class)
    void noStepGrowsWithTheNumberOfFiles(LookupStrategy.Mode mode) throws Exception {
        for (String name : List.of("online_retail", "customer_analytics", "northwind")) {
            Pipeline pipeline = graph(name, 10_000, new RunScope(true, false, null), new LookupStrategy(mode, 0));
            Map<String, Integer> large = new TreeMap<>();
            for (RunnerApi.PTransform step : PipelineTranslation.toProto(pipeline)
                    .getComponents()
                    .getTransformsMap()
                    .values()) {
                if (step.getSerializedSize() > MOST_BYTES) {
                    large.put(step.getUniqueName(), step.getSerializedSize());
                }
            }
            assertThat(large).as(name).isEmpty();
        }
    }

    /** What the most common run is made of; a step more needs a reason. Conflicts are found in ten steps a table. */
    @ParameterizedTest
    @CsvSource({"online_retail, 82", "customer_analytics, 97", "northwind, 101"})
    void theGraphHasFewSteps(String name, int most) throws Exception {
        int[] steps = new int[1];
        graph(name, 1, RunScope.WHOLE, LookupStrategy.DEFAULT)
                .traverseTopologically(new Pipeline.PipelineVisitor.Defaults() {
                    @Override
                    public void visitPrimitiveTransform(TransformHierarchy.Node node) {
                        steps[0]++;
                    }
                });
        assertThat(steps[0]).isLessThanOrEqualTo(most);
    }

    private Pipeline graph(String name, int files, RunScope scope, LookupStrategy lookups) throws Exception {
        PipelineModel model = PipelineLoader.load(
                Path.of("pipelines", name), Map.of(), System::getenv, CommandLine.sources(), Declaration.LANGUAGE);
        Map<String, List<SourceRange>> inputs = new TreeMap<>();
        for (SourceModel source : model.sources()) {
            inputs.put(
                    source.name(),
                    IntStream.range(0, files)
                            .mapToObj(i -> SourceRange.of(
                                    source.name(),
                                    new SourceFile(
                                            "/data/" + source.name() + "/part-" + i + ".csv", 1000, i, null, true)))
                            .toList());
        }
        RunPlan plan = new RunPlan(
                model,
                "batch",
                inputs,
                directory.toString(),
                Warehouses.target("duckdb:" + directory.resolve("warehouse.duckdb")),
                false,
                directory.toString(),
                0,
                scope);
        Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.create());
        BatchPipeline.assemble(pipeline, plan, lookups);
        return pipeline;
    }
}
