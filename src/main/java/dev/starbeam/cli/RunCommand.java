package dev.starbeam.cli;

import dev.starbeam.model.loading.yaml.InvalidPipelineException;
import dev.starbeam.pipeline.publish.TargetTables;
import dev.starbeam.run.ExitCode;
import java.io.IOException;
import java.io.PrintStream;
import picocli.CommandLine.Model.CommandSpec;

/** {@code starbeam run}: checks all that can be checked, then runs the pipeline and tells what came of it. */
final class RunCommand implements Command {
    private final PrintStream out;
    private final PrintStream err;

    RunCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public String name() {
        return "run";
    }

    @Override
    public String summary() {
        return "read, check and publish a declared pipeline";
    }

    @Override
    public CommandSpec spec() {
        return RunOptions.of(
                this,
                "Reads the sources of a declared pipeline, stages and checks them, and publishes a star schema and marts.");
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
            beam.awaitFileSystemOf(planned.plan().report());
            return NothingNew.tell(planned, out, err);
        }
        TargetTables.requireFit(planned.plan());
        return new PipelineLaunch(planned.plan(), RunnerChoice.of(words), beam, out, err).run();
    }
}
