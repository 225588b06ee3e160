package dev.starbeam.runner;

import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsRegistrar;
import org.apache.beam.sdk.runners.PipelineRunnerRegistrar;
import org.apache.beam.sdk.util.construction.SplittableParDo;

/**
 * Runs a bounded graph in the threads of this process, at a fraction of the DirectRunner's cost.
 *
 * <p>It does what batch graphs need: ParDo with side inputs, GroupByKey, Combine, Flatten, bounded reads. Elements are
 * handed on as they are, neither copied nor encoded. Whatever needs state, timers, splitting at run time, windows other
 * than the global one, or unbounded input is refused before anything runs; the DirectRunner does those. Nothing is
 * tried again: the first exception ends the run.
 *
 * <p>{@code --runner=LocalRunner}; {@link Pipeline#run()} returns at once, and {@link LocalResult#waitUntilFinish()}
 * waits.
 */
public final class LocalRunner extends PipelineRunner<LocalResult> {
    private final LocalRunnerOptions options;

    private LocalRunner(LocalRunnerOptions options) {
        this.options = options;
    }

    /** What Beam calls when {@code --runner=LocalRunner} is given. */
    public static LocalRunner fromOptions(PipelineOptions options) {
        return new LocalRunner(options.as(LocalRunnerOptions.class));
    }

    /** @throws IllegalArgumentException when the graph holds a step that this runner doesn't do */
    @Override
    public LocalResult run(Pipeline pipeline) {
        FileSystems.setDefaultPipelineOptions(options);
        SplittableParDo.convertReadBasedSplittableDoFnsToPrimitiveReads(pipeline);
        Execution execution = new Execution(Math.max(1, options.getThreads()));
        GraphReader graph = new GraphReader(execution, options);
        pipeline.traverseTopologically(graph);
        execution.start(graph.steps());
        return new LocalResult(execution);
    }

    /** Tells Beam of the runner's name and options. */
    public static final class Registrar implements PipelineRunnerRegistrar, PipelineOptionsRegistrar {
        @Override
        public Iterable<Class<? extends PipelineRunner<?>>> getPipelineRunners() {
            return List.of(LocalRunner.class);
        }

        @Override
        public Iterable<Class<? extends PipelineOptions>> getPipelineOptions() {
            return List.of(LocalRunnerOptions.class);
        }
    }
}
