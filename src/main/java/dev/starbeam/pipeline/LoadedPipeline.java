package dev.starbeam.pipeline;

import dev.starbeam.ingest.Sources;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.pipeline.publish.BatchConclusion;
import dev.starbeam.pipeline.publish.PublishSettings;
import dev.starbeam.pipeline.publish.RemoveStagedFiles;
import dev.starbeam.report.RunSummary;
import dev.starbeam.run.PresentState;
import dev.starbeam.run.RunInputs;
import dev.starbeam.run.RunPlan;
import dev.starbeam.run.RunPlanner;
import dev.starbeam.run.RunScope;
import dev.starbeam.run.batch.BatchRecord;
import dev.starbeam.run.batch.RecordFile;
import dev.starbeam.source.Committed;
import dev.starbeam.source.InvalidSourceException;
import dev.starbeam.spill.RunDirectory;
import dev.starbeam.spill.RunOwner;
import dev.starbeam.star.join.LookupStrategy;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * A pipeline that is loaded once and runs many batches in one process, over one connection to the warehouse: each run
 * does what a launch of {@code starbeam run} does, without what a launch costs. Runs must not overlap.
 */
public final class LoadedPipeline implements AutoCloseable {
    private final PublishSettings settings;
    private final String staging;
    private final PipelineOptions options;
    private final Sources sources = Sources.builtIn();
    private final BatchConclusion conclusion;

    /**
     * @param settings what is declared, and where it is published
     * @param staging the directory for files on the way
     * @param options of the runner, which has to wait for the job or let itself be waited for
     */
    public LoadedPipeline(PublishSettings settings, String staging, PipelineOptions options) {
        this.settings = settings;
        this.staging = staging;
        this.options = options;
        this.conclusion = new BatchConclusion(settings);
    }

    /**
     * Runs the batch that is there now.
     *
     * @return its summary; empty when every file was read before
     * @throws InvalidSourceException when a source has nothing
     */
    public Optional<RunSummary> run() throws InvalidSourceException, IOException {
        Optional<RunPlan> plan = plan(System.currentTimeMillis());
        return plan.isEmpty() ? Optional.empty() : Optional.of(run(plan.get()));
    }

    private Optional<RunPlan> plan(long started) throws InvalidSourceException {
        PipelineModel model = settings.model();
        boolean newFiles = RunPlanner.isIncremental(model);
        PresentState present = conclusion.presentState();
        RunScope scope = newFiles ? RunScope.NEW_FILES : RunScope.WHOLE;
        RunInputs inputs = RunPlanner.inputs(model, sources, newFiles ? present.committed() : Committed.NOTHING);
        if (inputs.wanted().isEmpty() || !newFiles && present.isMadeOf(scope, inputs.wanted())) {
            return Optional.empty();
        }
        String batchId = present.next(RunPlanner.batchId(model, inputs.wanted()));
        return Optional.of(new RunPlan(
                model,
                batchId,
                inputs.wanted(),
                staging + "/" + batchId + "-" + Long.toString(started, Character.MAX_RADIX),
                settings.warehouse(),
                settings.publishOnFailure(),
                settings.report(),
                started,
                scope));
    }

    private RunSummary run(RunPlan plan) throws IOException {
        RunDirectory directory = new RunDirectory(plan.staging());
        directory.own(RunOwner.here(plan.batchId() + "/" + plan.startedMillis()));
        List<String> kept = List.of();
        try {
            RunSummary summary = conclusion.conclude(stage(plan));
            kept = RemoveStagedFiles.kept(summary.outcome());
            return summary;
        } finally {
            directory.removeAllBut(kept);
        }
    }

    private BatchRecord stage(RunPlan plan) throws IOException {
        Pipeline graph = Pipeline.create(options);
        BatchPipeline.stage(graph, plan, LookupStrategy.DEFAULT);
        PipelineResult.State state = graph.run().waitUntilFinish();
        if (state != PipelineResult.State.DONE) {
            throw new IllegalStateException(
                    "batch " + plan.batchId() + " was not staged: the runner ended in " + state);
        }
        return RecordFile.read(RecordFile.nameIn(plan.staging()));
    }

    @Override
    public void close() {
        conclusion.close();
    }
}
