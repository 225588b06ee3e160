package dev.starbeam.cli;

import dev.starbeam.model.source.SourceModel;
import dev.starbeam.pipeline.BatchPipeline;
import dev.starbeam.pipeline.publish.RemoveStagedFiles;
import dev.starbeam.report.json.SummaryFiles;
import dev.starbeam.report.json.SummaryHead;
import dev.starbeam.run.DeadWorkerException;
import dev.starbeam.run.ExitCode;
import dev.starbeam.run.FailedRun;
import dev.starbeam.run.RunOutcome;
import dev.starbeam.run.RunPlan;
import dev.starbeam.run.RunProgress;
import dev.starbeam.run.batch.RecordFile;
import dev.starbeam.spill.RunDirectory;
import dev.starbeam.spill.RunOwner;
import dev.starbeam.star.join.LookupStrategy;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.values.PCollection;

/** Runs a plan on a Beam runner, shows progress, and turns what comes of it into an end screen and an exit code. */
final class PipelineLaunch {
    private final RunPlan plan;
    private final RunnerChoice runner;
    private final BeamOptions beam;
    private final PrintStream out;
    private final PrintStream err;
    private final boolean publishes;

    PipelineLaunch(RunPlan plan, RunnerChoice runner, BeamOptions beam, PrintStream out, PrintStream err) {
        this(plan, runner, beam, out, err, true);
    }

    private PipelineLaunch(
            RunPlan plan, RunnerChoice runner, BeamOptions beam, PrintStream out, PrintStream err, boolean publishes) {
        this.plan = plan;
        this.runner = runner;
        this.beam = beam;
        this.out = out;
        this.err = err;
        this.publishes = publishes;
    }

    /** Up to the batch's record, whose files are left where they are. */
    static PipelineLaunch toStage(
            RunPlan plan, RunnerChoice runner, BeamOptions beam, PrintStream out, PrintStream err) {
        return new PipelineLaunch(plan, runner, beam, out, err, false);
    }

    /** @throws IOException when nothing could be staged, so that nothing was begun */
    ExitCode run() throws IOException {
        PipelineOptions options = beam.get();
        options.setJobName(plan.batchId().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-"));
        RunDirectory staging = staging();
        RunOutcome outcome = outcome(options);
        cleanUp(staging, outcome);
        return outcome.exitCode();
    }

    private RunOutcome outcome(PipelineOptions options) {
        try {
            PipelineResult result = start(options);
            if (!runner.waits()) {
                return submitted();
            }
            await(result);
            return conclude();
        } catch (Throwable e) {
            return FailureScreen.tell(new FailedRun(plan, e, runner.isDistributed()), out, err);
        }
    }

    private RunOutcome submitted() {
        RunOutcome outcome = new RunOutcome.Submitted(
                plan.batchId(), publishes ? plan.summaryFile() : RecordFile.nameIn(plan.staging()));
        out.println(outcome.message());
        return outcome;
    }

    private RunDirectory staging() throws IOException {
        RunDirectory staging = new RunDirectory(plan.staging());
        String run = plan.batchId() + "/" + plan.startedMillis();
        try {
            // What is staged to be published later outlives this process.
            staging.own(runner.isDistributed() || !publishes ? RunOwner.elsewhere(run) : RunOwner.here(run));
            staging.sweepSiblings(plan.startedMillis());
            return staging;
        } catch (IOException e) {
            throw new IOException(plan.staging() + " cannot be written: " + e.getMessage());
        }
    }

    private boolean mayBeNeeded(RunOutcome outcome) {
        return outcome instanceof RunOutcome.Submitted
                || runner.isDistributed() && outcome instanceof RunOutcome.CommitStateUnknown;
    }

    /** Files stay while a job may need them: a job that nobody waits for removes them, or else a later run. */
    private void cleanUp(RunDirectory staging, RunOutcome outcome) {
        if (mayBeNeeded(outcome)) {
            return;
        }
        try {
            // Of what is staged to be published later, rows that were parked between passes are not needed any more.
            RunDirectory done = outcome instanceof RunOutcome.Staged
                    ? new RunDirectory(plan.parking().uri())
                    : staging;
            done.removeAllBut(RemoveStagedFiles.kept(outcome.word()));
        } catch (IOException e) {
            err.println("starbeam: could not remove " + plan.staging() + ": " + e.getMessage());
        }
    }

    private PipelineResult start(PipelineOptions options) {
        Pipeline pipeline = Pipeline.create(options);
        if (!publishes) {
            BatchPipeline.stage(pipeline, plan, LookupStrategy.DEFAULT);
            return pipeline.run();
        }
        PCollection<String> concluded = BatchPipeline.assemble(pipeline, plan, LookupStrategy.DEFAULT);
        // What lands beside publishing may take longer.
        if (runner.isDistributed() && plan.model().sources().stream().noneMatch(SourceModel::landed)) {
            concluded.apply("Clean up", RemoveStagedFiles.in(plan.staging()));
        }
        return pipeline.run();
    }

    private void await(PipelineResult result) {
        PipelineResult.State state;
        RunProgress progress = RunProgress.show(result, err, isTerminal());
        try {
            state = result.waitUntilFinish();
        } finally {
            progress.close();
        }
        if (state != PipelineResult.State.DONE) {
            throw state.isTerminal() || runner.isDistributed()
                    ? new IllegalStateException("the runner ended in state " + state)
                    : new DeadWorkerException(state);
        }
    }

    /** A console that newer JDKs always offer is no terminal; the shell's own mark is asked for, too. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        return System.console() != null && System.getenv("TERM") != null && System.getenv("CI") == null;
    }

    /** What the publishing step has written, or that the record is there. */
    private RunOutcome conclude() throws IOException {
        if (!publishes) {
            RunOutcome staged = new RunOutcome.Staged(plan.batchId(), RecordFile.nameIn(plan.staging()));
            out.println(staged.message());
            out.println(RecordFile.nameIn(plan.staging()));
            return staged;
        }
        out.print(SummaryFiles.read(plan.screenFile()));
        out.println(plan.summaryFile());
        return RunOutcome.Concluded.of(
                SummaryHead.of(SummaryFiles.read(plan.summaryFile())),
                plan.warehouse().toString());
    }
}
