package dev.starbeam.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.joda.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bundles that are attempted twice do their work more than once, and count once. */
class BundleAttemptsTest {
    private static final int ELEMENTS = 50;

    @ParameterizedTest
    @EnumSource(BundleAttempts.class)
    void eachElementCountsOnce(BundleAttempts attempts) {
        SumFn.PROCESSED.set(0);
        TestPipeline pipeline = pipeline(attempts);
        PAssert.that(pipeline.apply(
                                Create.of(IntStream.range(0, ELEMENTS).boxed().toList()))
                        .apply(ParDo.of(new SumFn())))
                .satisfies(sums -> {
                    int sum = 0;
                    for (int one : sums) {
                        sum += one;
                    }
                    assertThat(sum).isEqualTo(ELEMENTS * (ELEMENTS - 1) / 2);
                    return null;
                });
        PipelineResult result = pipeline.run();
        assertThat(result.waitUntilFinish()).isEqualTo(PipelineResult.State.DONE);
        TestPipeline.verifyPAssertsSucceeded(pipeline, result);
        int processed = SumFn.PROCESSED.get();
        switch (attempts) {
            case ONCE -> assertThat(processed).isEqualTo(ELEMENTS);
            case AGAIN -> assertThat(processed).isBetween(ELEMENTS + 1, 2 * ELEMENTS);
            case TWICE_AT_ONCE -> assertThat(processed).isEqualTo(2 * ELEMENTS);
        }
    }

    @ParameterizedTest
    @EnumSource(BundleAttempts.class)
    void whatFailsInEveryAttemptEndsTheRun(BundleAttempts attempts) {
        TestPipeline pipeline = pipeline(attempts);
        pipeline.apply(Create.of(1)).apply(ParDo.of(new FailFn()));
        PipelineResult result = pipeline.run();
        assertThatThrownBy(result::waitUntilFinish).hasRootCauseMessage("no more");
    }

    private static TestPipeline pipeline(BundleAttempts attempts) {
        return TestPipeline.fromOptions(PipelineOptionsFactory.fromArgs(
                                "--runner=LocalRunner", "--threads=2", "--bundleAttempts=" + attempts)
                        .create())
                .enableAbandonedNodeEnforcement(false);
    }

    /** The sum of each bundle. */
    private static final class SumFn extends DoFn<Integer, Integer> {
        private static final long serialVersionUID = 1L;
        private static final AtomicInteger PROCESSED = new AtomicInteger();

        private int sum;

        @StartBundle
        public void start() {
            sum = 0;
        }

        @ProcessElement
        public void add(@Element Integer number) {
            PROCESSED.incrementAndGet();
            sum += number;
        }

        @FinishBundle
        public void finish(FinishBundleContext context) {
            context.output(sum, Instant.EPOCH, GlobalWindow.INSTANCE);
        }
    }

    private static final class FailFn extends DoFn<Integer, Integer> {
        private static final long serialVersionUID = 1L;

        @ProcessElement
        public void fail() {
            throw new IllegalStateException("no more");
        }
    }
}
