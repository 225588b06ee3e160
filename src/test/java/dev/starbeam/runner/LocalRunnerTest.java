package dev.starbeam.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.PipelineResult.State;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;

class LocalRunnerTest {
    private static final TupleTag<Integer> EVEN = new TupleTag<>() {};
    private static final TupleTag<Integer> ODD = new TupleTag<>() {};

    @Test
    void elementsGoToTheOutputsTheyAreSentTo() {
        run(pipeline -> {
            PCollectionTuple parted = pipeline.apply(Create.of(1, 2, 3, 4))
                    .apply(ParDo.of(new PartFn()).withOutputTags(EVEN, TupleTagList.of(ODD)));
            PAssert.that(parted.get(EVEN)).containsInAnyOrder(2, 4);
            PAssert.that(parted.get(ODD)).containsInAnyOrder(1, 3);
        });
    }

    @Test
    void valuesOfEqualKeysMeet() {
        run(pipeline -> {
            PCollection<KV<String, Iterable<Integer>>> groups = pipeline.apply(
                            Create.of(KV.of("a", 1), KV.of("b", 2), KV.of("a", 3)))
                    .apply(GroupByKey.create());
            PAssert.that(groups.apply(MapElements.into(TypeDescriptors.strings())
                            .via(group -> group.getKey() + sum(group.getValue()))))
                    .containsInAnyOrder("a4", "b2");
        });
    }

    @Test
    void combinesPerKeyAndOverAllAlsoOfNothing() {
        run(pipeline -> {
            PCollection<Integer> numbers = pipeline.apply(Create.of(1, 2, 3, 4, 5, 6));
            PAssert.that(numbers.apply(
                                    WithKeys.of((Integer number) -> number % 2).withKeyType(TypeDescriptors.integers()))
                            .apply(Sum.integersPerKey()))
                    .containsInAnyOrder(List.of(KV.of(0, 12), KV.of(1, 9)));
            PAssert.thatSingleton(numbers.apply(Sum.integersGlobally())).isEqualTo(21);
            PAssert.thatSingleton(pipeline.apply("None", Create.empty(StringUtf8Coder.of()))
                            .apply(Count.globally()))
                    .isEqualTo(0L);
        });
    }

    @Test
    void aStepWaitsForItsSideInputs() {
        run(pipeline -> {
            PCollection<Integer> numbers = pipeline.apply(Create.of(1, 2, 3));
            PCollectionView<Integer> sum = numbers.apply(Sum.integersGlobally().asSingletonView());
            PCollectionView<List<Integer>> all = numbers.apply(View.asList());
            PCollectionView<Map<Integer, String>> names = pipeline.apply(
                            "Names", Create.of(KV.of(1, "one"), KV.of(2, "two"), KV.of(3, "three")))
                    .apply(View.asMap());
            PAssert.that(numbers.apply(
                            ParDo.of(new LookAsideFn(sum, all, names)).withSideInputs(sum, all, names)))
                    .containsInAnyOrder("one of 6 and 3", "two of 6 and 3", "three of 6 and 3");
        });
    }

    @Test
    void flattensAndSpreads() {
        run(pipeline -> {
            PCollection<Integer> one = pipeline.apply("One", Create.of(1, 2));
            PCollection<Integer> two = pipeline.apply("Two", Create.of(3));
            PAssert.that(PCollectionList.of(one)
                            .and(two)
                            .and(one)
                            .apply(Flatten.pCollections())
                            .apply(Reshuffle.viaRandomKey()))
                    .containsInAnyOrder(1, 2, 3, 1, 2);
        });
    }

    @Test
    void eachCopyOfADoFnIsSetUpOnceAndItsBundlesAreFinished() {
        LifeFn.reset();
        run(pipeline -> {
            PCollection<String> told =
                    pipeline.apply(Create.of(1, 2, 3, 4, 5, 6, 7, 8)).apply(ParDo.of(new LifeFn()));
            PAssert.that(told.apply(Count.globally())).satisfies(counts -> {
                assertThat(counts).hasSize(1).allMatch(count -> count >= 1 && count <= 2);
                return null;
            });
        });
        assertThat(LifeFn.SET_UP.get()).isBetween(1, 2).isEqualTo(LifeFn.TORN_DOWN.get());
        assertThat(LifeFn.STARTED.get()).isEqualTo(LifeFn.FINISHED.get());
        assertThat(LifeFn.PROCESSED.get()).isEqualTo(8);
    }

    @Test
    void countersAreCounted() {
        LocalResult result = start(pipeline -> pipeline.apply(Create.of(1, 2, 3))
                .apply(ParDo.of(new PartFn()).withOutputTags(EVEN, TupleTagList.of(ODD))));
        assertThat(result.waitUntilFinish()).isEqualTo(State.DONE);
        MetricsFilter parted = MetricsFilter.builder()
                .addNameFilter(MetricNameFilter.named("test", "parted"))
                .build();
        assertThat(result.metrics().queryMetrics(parted).getCounters())
                .singleElement()
                .satisfies(counter -> assertThat(counter.getAttempted()).isEqualTo(3L));
    }

    private static int sum(Iterable<Integer> numbers) {
        int sum = 0;
        for (int number : numbers) {
            sum += number;
        }
        return sum;
    }

    static LocalResult start(Consumer<Pipeline> graph) {
        Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.fromArgs("--runner=LocalRunner", "--threads=2")
                .create());
        graph.accept(pipeline);
        return (LocalResult) pipeline.run();
    }

    private static void run(Consumer<Pipeline> graph) {
        TestPipeline pipeline = TestPipeline.fromOptions(
                        PipelineOptionsFactory.fromArgs("--runner=LocalRunner", "--threads=2")
                                .create())
                .enableAbandonedNodeEnforcement(false);
        graph.accept(pipeline);
        PipelineResult result = pipeline.run();
        assertThat(result.waitUntilFinish()).isEqualTo(State.DONE);
        TestPipeline.verifyPAssertsSucceeded(pipeline, result);
    }

    @SuppressWarnings({"unused", "EffectivelyPrivate"})
    private static final class PartFn extends DoFn<Integer, Integer> {
        private final Counter parted = Metrics.counter("test", "parted");

        @ProcessElement
        public void part(@Element Integer number, MultiOutputReceiver out) {
            parted.inc();
            out.get(number % 2 == 0 ? EVEN : ODD).output(number);
        }
    }

    @SuppressWarnings({"unused", "EffectivelyPrivate"})
    private static final class LookAsideFn extends DoFn<Integer, String> {
        private final PCollectionView<Integer> sum;
        private final PCollectionView<List<Integer>> all;
        private final PCollectionView<Map<Integer, String>> names;

        LookAsideFn(
                PCollectionView<Integer> sum,
                PCollectionView<List<Integer>> all,
                PCollectionView<Map<Integer, String>> names) {
            this.sum = sum;
            this.all = all;
            this.names = names;
        }

        @ProcessElement
        public void look(ProcessContext context) {
            context.output(context.sideInput(names).get(context.element()) + " of " + context.sideInput(sum) + " and "
                    + context.sideInput(all).size());
        }
    }

    @SuppressWarnings({"unused", "EffectivelyPrivate"})
    private static final class LifeFn extends DoFn<Integer, String> {
        static final AtomicInteger SET_UP = new AtomicInteger();
        static final AtomicInteger STARTED = new AtomicInteger();
        static final AtomicInteger PROCESSED = new AtomicInteger();
        static final AtomicInteger FINISHED = new AtomicInteger();
        static final AtomicInteger TORN_DOWN = new AtomicInteger();

        static void reset() {
            List.of(SET_UP, STARTED, PROCESSED, FINISHED, TORN_DOWN).forEach(count -> count.set(0));
        }

        @Setup
        public void setUp() {
            SET_UP.incrementAndGet();
        }

        @StartBundle
        public void start() {
            STARTED.incrementAndGet();
        }

        @ProcessElement
        public void process(@Element Integer number) {
            PROCESSED.incrementAndGet();
        }

        @FinishBundle
        public void finish(FinishBundleContext context) {
            FINISHED.incrementAndGet();
            context.output(
                    "finished",
                    org.joda.time.Instant.EPOCH,
                    org.apache.beam.sdk.transforms.windowing.GlobalWindow.INSTANCE);
        }

        @Teardown
        public void tearDown() {
            TORN_DOWN.incrementAndGet();
        }
    }
}
