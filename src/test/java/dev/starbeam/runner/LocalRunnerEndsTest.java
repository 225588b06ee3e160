package dev.starbeam.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.beam.sdk.Pipeline.PipelineExecutionException;
import org.apache.beam.sdk.PipelineResult.State;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;

/** How a run ends that fails or is cancelled. */
class LocalRunnerEndsTest {
    @Test
    void whatAStepThrowsEndsTheRunAndIsTheCause() {
        assertThatThrownBy(() -> LocalRunnerTest.start(pipeline -> pipeline.apply(Create.of(1, 2))
                                .apply(ParDo.of(new FailFn(() -> new IllegalStateException("no more")))))
                        .waitUntilFinish())
                .isInstanceOf(PipelineExecutionException.class)
                .hasRootCauseInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("no more");
    }

    @Test
    void anErrorIsToldAsItIs() {
        LocalResult result = LocalRunnerTest.start(pipeline ->
                pipeline.apply(Create.of(1)).apply(ParDo.of(new FailFn(() -> new OutOfMemoryError("heap")))));
        assertThatThrownBy(result::waitUntilFinish).hasRootCauseInstanceOf(OutOfMemoryError.class);
        assertThat(result.getState()).isEqualTo(State.FAILED);
    }

    @Test
    void aRunEndsThoughAStepCannotFreeWhatItHolds() {
        UnclosableFn.freed.set(0);
        LocalResult result = LocalRunnerTest.start(pipeline -> pipeline.apply(Create.of(1))
                .apply("First", ParDo.of(new UnclosableFn()))
                .apply("Second", ParDo.of(new UnclosableFn())));
        assertThat(result.waitUntilFinish(Duration.standardMinutes(1))).isEqualTo(State.DONE);
        assertThat(UnclosableFn.freed).hasValue(2);
    }

    @Test
    void aCancelledRunEnds() throws Exception {
        StuckFn.reset();
        LocalResult result =
                LocalRunnerTest.start(pipeline -> pipeline.apply(Create.of(1)).apply(ParDo.of(new StuckFn())));
        StuckFn.begun.await();
        assertThat(result.getState()).isEqualTo(State.RUNNING);
        result.cancel();
        assertThatThrownBy(result::waitUntilFinish).hasRootCauseInstanceOf(InterruptedException.class);
    }

    @SuppressWarnings({"unused", "EffectivelyPrivate"})
    private static final class FailFn extends DoFn<Integer, Integer> {
        private final Failure failure;

        FailFn(Failure failure) {
            this.failure = failure;
        }

        @ProcessElement
        public void fail(@Element Integer number) throws Throwable {
            throw failure.made();
        }

        interface Failure extends java.io.Serializable {
            Throwable made();
        }
    }

    @SuppressWarnings({"unused", "EffectivelyPrivate"})
    private static final class UnclosableFn extends DoFn<Integer, Integer> {
        private static final AtomicInteger freed = new AtomicInteger();

        @ProcessElement
        public void pass(@Element Integer number, OutputReceiver<Integer> out) {
            out.output(number);
        }

        @Teardown
        public void close() {
            freed.incrementAndGet();
            throw new IllegalStateException("cannot be closed");
        }
    }

    @SuppressWarnings({"unused", "EffectivelyPrivate"})
    private static final class StuckFn extends DoFn<Integer, Integer> {
        private static CountDownLatch begun = new CountDownLatch(1);

        static void reset() {
            begun = new CountDownLatch(1);
        }

        @ProcessElement
        public void wait(@Element Integer number) throws InterruptedException {
            begun.countDown();
            new CountDownLatch(1).await();
        }
    }
}
