package dev.starbeam.cli;

import dev.starbeam.model.loading.yaml.InvalidPipelineException;
import dev.starbeam.pipeline.publish.TargetTables;
import dev.starbeam.run.ExitCode;
import java.io.IOException;
import java.io.PrintStream;
import picocli.CommandLine.Model.CommandSpec;

/** {@code starbeam stage}: reads, stages and checks a batch, and leaves its record to be published later. */
final class StageCommand implements Command {
    private final PrintStream out;
    private final PrintStream err;

    StageCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public String name() {
        return "stage";
    }

    @Override
    public String summary() {
        return "read and check a batch, to be published by its record";
    }

    @Override
    public CommandSpec spec() {
        return RunOptions.of(
                this,
                "Does what starbeam run does up to the gate, and leaves the batch's files and its record in the staging"
                        + " directory. The last line printed is where the record is; nothing is printed when nothing is"
                        + " new.");
    }

    @Override
    public boolean passesWordsOn() {
        return true;
    }

    @Override
    public ExitCode run(Words words) throws UsageException, InvalidPipelineException, IOException {
        long started = System.currentTimeMillis();
        BeamOptions beam = BeamOptions.of(words).begin();
        PlannedRun planned = PlannedRun.of(words, beam, started);
        Budget.require(planned.plan());
        if (planned.isNothingNew()) {
            err.println("starbeam: every file was read by a batch that is published; there is nothing to stage");
            return ExitCode.DONE;
        }
        TargetTables.requireFit(planned.plan());
        return PipelineLaunch.toStage(planned.plan(), RunnerChoice.of(words), beam, out, err)
                .run();
    }
}
