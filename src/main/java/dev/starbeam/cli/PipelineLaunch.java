package dev.starbeam.cli;

import dev.starbeam.pipeline.BatchPipeline;
import dev.starbeam.report.json.SummaryFiles;
import dev.starbeam.report.json.SummaryHead;
import dev.starbeam.run.DeadWorkerException;
import dev.starbeam.run.ExitCode;
import dev.starbeam.run.FailedRun;
import dev.starbeam.run.RunOutcome;
import dev.starbeam.run.RunPlan;
import dev.starbeam.run.RunProgress;
import dev.starbeam.star.join.LookupStrategy;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** Runs a plan on a Beam runner, shows progress, and turns the summary into an end screen and an exit code. */
final class PipelineLaunch {
    private final RunPlan plan;
    private final List<String> beamWords;
    private final PrintStream out;
    private final PrintStream err;

    PipelineLaunch(RunPlan plan, List<String> beamWords, PrintStream out, PrintStream err) {
        this.plan = plan;
        this.beamWords = beamWords;
        this.out = out;
        this.err = err;
    }

    /** @throws IOException when nothing could be staged, so that nothing was begun */
    ExitCode run() throws IOException {
        PipelineOptions options = PipelineOptionsFactory.fromArgs(BeamWords.withDefaults(beamWords))
                .create();
        options.setJobName(plan.batchId().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-"));
        StagingDirectory staging = staging();
        RunOutcome outcome = outcome(options);
        cleanUp(staging, outcome);
        return outcome.exitCode();
    }

    private RunOutcome outcome(PipelineOptions options) {
        try {
            execute(options);
            return conclude();
        } catch (Throwable e) {
            return FailureScreen.tell(new FailedRun(plan, e, isElsewhere()).outcome(), err);
        }
    }

    private boolean isElsewhere() {
        return RunnerChoice.of(beamWords).isDistributed();
    }

    private StagingDirectory staging() throws IOException {
        try {
            return StagingDirectory.create(plan.staging());
        } catch (IOException e) {
            throw new IOException(plan.staging() + " cannot be written: " + e.getMessage());
        }
    }

    /** After a closed gate the files of rejected and flagged rows stay: the summary names them. */
    private void cleanUp(StagingDirectory staging, RunOutcome outcome) {
        boolean stopped = outcome.exitCode() == ExitCode.GATE_CLOSED;
        try {
            staging.removeAllBut(stopped ? List.of("rejected-", "flags-") : List.of());
        } catch (IOException e) {
            err.println("starbeam: could not remove " + plan.staging() + ": " + e.getMessage());
        }
    }

    private void execute(PipelineOptions options) {
        Pipeline pipeline = Pipeline.create(options);
        BatchPipeline.assemble(pipeline, plan, LookupStrategy.DEFAULT);
        PipelineResult result = pipeline.run();
        PipelineResult.State state;
        RunProgress progress = RunProgress.show(result, err, isTerminal());
        try {
            state = result.waitUntilFinish();
        } finally {
            progress.close();
        }
        if (state != PipelineResult.State.DONE) {
            throw state.isTerminal()
                    ? new IllegalStateException("the runner ended in state " + state)
                    : new DeadWorkerException(state);
        }
    }

    /** A console that newer JDKs always offer is no terminal; the shell's own mark is asked for, too. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        return System.console() != null && System.getenv("TERM") != null && System.getenv("CI") == null;
    }

    /** What the publishing step has written. */
    private RunOutcome conclude() throws IOException {
        out.print(SummaryFiles.read(plan.screenFile()));
        out.println(plan.summaryFile());
        return RunOutcome.Concluded.of(
                SummaryHead.of(SummaryFiles.read(plan.summaryFile())),
                plan.warehouse().toString());
    }
}
