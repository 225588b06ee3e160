package dev.starbeam.cli;

import dev.starbeam.model.loading.yaml.InvalidPipelineException;
import dev.starbeam.pipeline.publish.TargetTables;
import dev.starbeam.run.ExitCode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code starbeam run} and {@code starbeam stage}: check all that can be checked, then run the pipeline, to its end or up to
 * the record of the batch, and tell what came of it.
 */
final class RunCommand implements Command {
    private final boolean publishes;
    private final PrintStream out;
    private final PrintStream err;

    RunCommand(PrintStream out, PrintStream err) {
        this(true, out, err);
    }

    private RunCommand(boolean publishes, PrintStream out, PrintStream err) {
        this.publishes = publishes;
        this.out = out;
        this.err = err;
    }

    /** {@code starbeam stage}. */
    static RunCommand toStage(PrintStream out, PrintStream err) {
        return new RunCommand(false, out, err);
    }

    @Override
    public String name() {
        return publishes ? "run" : "stage";
    }

    @Override
    public String summary() {
        return publishes
                ? "read, check and publish a declared pipeline"
                : "read and check a batch, to be published by its record";
    }

    @Override
    public CommandSpec spec() {
        return RunOptions.of(
                this,
                publishes
                        ? "Reads the sources of a declared pipeline, stages and checks them, and publishes a star schema and"
                                + " marts."
                        : "Does what starbeam run does up to the gate, and leaves the batch's files and its record in the"
                                + " staging directory. The last line printed is where the record is; nothing is printed when"
                                + " nothing is new.");
    }

    @Override
    public boolean passesWordsOn() {
        return true;
    }

    @Override
    public ExitCode run(Words words) throws UsageException, InvalidPipelineException, IOException {
        long started = System.currentTimeMillis();
        BeamOptions beam = BeamOptions.of(words).begin();
        PlannedRun planned = PlannedRun.of(words, beam, started, Budget::require);
        planned.notices().forEach(err::println);
        planned.inputs().notice().ifPresent(notice -> err.println("starbeam: " + notice));
        if (planned.isNothingNew()) {
            return nothingNew(planned, beam);
        }
        if (publishes) {
            requireDirectory(planned.plan().report());
        }
        TargetTables.requireFit(planned.plan());
        RunnerChoice runner = RunnerChoice.of(words);
        PipelineLaunch launch = publishes
                ? new PipelineLaunch(planned.plan(), runner, beam, out, err)
                : PipelineLaunch.toStage(planned.plan(), runner, beam, out, err);
        return launch.run();
    }

    /** Before anything is read: no batch is published whose summary can't be written. */
    private static void requireDirectory(String report) throws UsageException {
        if (report.contains("://")) {
            return;
        }
        Path directory = Path.of(report);
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UsageException(
                    "--report=" + report + ": the summary can't be written there (" + e + "); name another directory");
        }
        if (!Files.isWritable(directory)) {
            throw new UsageException("--report=" + report + ": this directory can't be written; name another");
        }
    }

    private ExitCode nothingNew(PlannedRun planned, BeamOptions beam) {
        if (publishes) {
            beam.awaitFileSystemOf(planned.plan().report());
            return NothingNew.tell(planned, out, err);
        }
        err.println("starbeam: what is published was made of these files as they are; there is nothing to stage");
        return ExitCode.DONE;
    }
}
