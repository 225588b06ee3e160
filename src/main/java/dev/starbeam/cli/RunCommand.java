package dev.starbeam.cli;

import dev.starbeam.ingest.InvalidSourceException;
import dev.starbeam.model.loading.InvalidPipelineException;
import dev.starbeam.pipeline.TargetTables;
import dev.starbeam.warehouse.WarehouseException;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.slf4j.LoggerFactory;

/** {@code starbeam run}: checks all that can be checked, then runs the pipeline and tells what came of it. */
final class RunCommand implements Command {
    private static final Set<String> OPTIONS = PlannedRun.OPTIONS;

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
    public ExitCode run(List<String> words) {
        long started = System.currentTimeMillis();
        if (words.contains("--help") || words.contains("-h")) {
            out.print(RunHelp.TEXT);
            return ExitCode.DONE;
        }
        prepareBeam();
        PlannedRun planned;
        Words parsed;
        try {
            parsed = Words.parse(words, OPTIONS);
            BeamWords.check(parsed.others(), OPTIONS);
            planned = PlannedRun.of(parsed, started);
            Budget.require(planned.plan());
            if (!planned.isNothingNew()) {
                TargetTables.requireFit(planned.plan());
            }
        } catch (UsageException | InvalidSourceException | IllegalArgumentException e) {
            err.println("starbeam: " + e.getMessage());
            return ExitCode.WRONG_USAGE;
        } catch (WarehouseException e) {
            err.println("starbeam: " + e.getMessage());
            return ExitCode.FAILED;
        } catch (InvalidPipelineException e) {
            e.mistakes().forEach(err::println);
            err.println(e.mistakes().size() == 1 ? "1 mistake." : e.mistakes().size() + " mistakes.");
            return ExitCode.WRONG_USAGE;
        }
        return planned.isNothingNew()
                ? NothingNew.tell(planned, out, err)
                : new PipelineLaunch(planned.plan(), parsed.others(), out, err).run();
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
