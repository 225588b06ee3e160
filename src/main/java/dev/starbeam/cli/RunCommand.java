package dev.starbeam.cli;

import dev.starbeam.model.loading.yaml.InvalidPipelineException;
import dev.starbeam.pipeline.publish.TargetTables;
import dev.starbeam.run.ExitCode;
import java.io.IOException;
import java.io.PrintStream;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.slf4j.LoggerFactory;
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
        prepareBeam();
        PlannedRun planned = PlannedRun.of(words, started);
        Budget.require(planned.plan());
        if (!planned.isNothingNew()) {
            TargetTables.requireFit(planned.plan());
        }
        return planned.isNothingNew()
                ? NothingNew.tell(planned, out, err)
                : new PipelineLaunch(planned.plan(), words.others(), out, err).run();
    }

    /** Beam checks every options interface there is when first asked for one, which takes as long as all else here. */
    private static void prepareBeam() {
        // Loggers that two threads ask for first would say so on the screen.
        LoggerFactory.getILoggerFactory();
        Thread thread = new Thread(PipelineOptionsFactory::create, "prepare Beam");
        thread.setDaemon(true);
        thread.start();
    }
}
