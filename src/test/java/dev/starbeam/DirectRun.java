package dev.starbeam;

import java.util.function.Consumer;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.TestPipeline;

/**
 * Runs the graph of a test on the direct runner, from JUnit 5.
 *
 * <pre>{@code
 * DirectRun.of(pipeline -> {
 *     PCollection<Long> sum = pipeline.apply(Create.of(1L, 2L)).apply(Sum.longsGlobally());
 *     PAssert.that(sum).containsInAnyOrder(3L);
 * });
 * }</pre>
 */
public final class DirectRun {
    private DirectRun() {}

    /**
     * Builds the graph, runs it to its end, and fails with the first assertion that failed, or when an assertion was
     * never reached. The runner checks that elements are not changed and that they survive their coders.
     */
    public static PipelineResult of(Consumer<Pipeline> graph) {
        PipelineOptions options = PipelineOptionsFactory.fromArgs("--runner=DirectRunner", "--targetParallelism=2")
                .create();
        options.setStableUniqueNames(PipelineOptions.CheckEnabled.ERROR);
        TestPipeline pipeline = TestPipeline.fromOptions(options).enableAbandonedNodeEnforcement(false);
        graph.accept(pipeline);
        PipelineResult result = pipeline.run();
        result.waitUntilFinish();
        TestPipeline.verifyPAssertsSucceeded(pipeline, result);
        return result;
    }
}
