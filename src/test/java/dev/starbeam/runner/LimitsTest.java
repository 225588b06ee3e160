package dev.starbeam.runner;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Consumer;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;

/** What the runner doesn't do is refused before anything runs, with the runner that does it. */
class LimitsTest {
    @Test
    void stateIsRefused() {
        assertRefused(
                "keeps state",
                pipeline -> pipeline.apply(Create.of(KV.of("a", 1))).apply("Remember", ParDo.of(new RememberFn())));
    }

    @Test
    void timersAreRefused() {
        assertRefused(
                "sets timers",
                pipeline -> pipeline.apply(Create.of(KV.of("a", 1))).apply("Wake", ParDo.of(new WakeFn())));
    }

    @Test
    void windowsAreRefused() {
        assertRefused(
                "works in windows",
                pipeline -> pipeline.apply(Create.of(1)).apply(Window.into(FixedWindows.of(Duration.millis(1)))));
    }

    @Test
    void endlessInputIsRefused() {
        assertRefused("never ends", pipeline -> pipeline.apply(GenerateSequence.from(0)));
    }

    private static void assertRefused(String reason, Consumer<Pipeline> graph) {
        assertThatThrownBy(() -> LocalRunnerTest.start(graph))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason)
                .hasMessageContaining("--runner=DirectRunner");
    }

    @SuppressWarnings({"unused", "EffectivelyPrivate"})
    private static final class RememberFn extends DoFn<KV<String, Integer>, Integer> {
        @StateId("last")
        private final StateSpec<ValueState<Integer>> last = StateSpecs.value();

        @ProcessElement
        public void remember(@Element KV<String, Integer> element, @StateId("last") ValueState<Integer> state) {
            state.write(element.getValue());
        }
    }

    @SuppressWarnings({"unused", "EffectivelyPrivate"})
    private static final class WakeFn extends DoFn<KV<String, Integer>, Integer> {
        @TimerId("alarm")
        private final TimerSpec alarm = TimerSpecs.timer(TimeDomain.EVENT_TIME);

        @ProcessElement
        public void process(@Element KV<String, Integer> element) {}

        @OnTimer("alarm")
        public void wake() {}
    }
}
