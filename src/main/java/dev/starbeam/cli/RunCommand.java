package dev.starbeam.cli;

import dev.starbeam.ingest.InvalidSourceException;
import dev.starbeam.ingest.SourceFile;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.loading.InvalidPipelineException;
import dev.starbeam.model.loading.PipelineLoader;
import dev.starbeam.pipeline.RunPlan;
import dev.starbeam.pipeline.RunPlanner;
import dev.starbeam.warehouse.WarehouseUri;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.slf4j.LoggerFactory;

/** {@code starbeam run}: checks all that can be checked, then runs the pipeline and tells what came of it. */
final class RunCommand implements Command {
    private static final Set<String> OPTIONS =
            Set.of("pipeline", "warehouse", "staging", "report", "batchId", "onQualityFailure");
    private static final String DEFAULT_WAREHOUSE = "duckdb:out/warehouse.duckdb";

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
        RunPlan plan;
        Words parsed;
        try {
            parsed = Words.parse(words, OPTIONS);
            BeamWords.check(parsed.others(), OPTIONS);
            plan = plan(parsed, started);
        } catch (UsageException | InvalidSourceException | IllegalArgumentException e) {
            err.println("starbeam: " + e.getMessage());
            return ExitCode.WRONG_USAGE;
        } catch (InvalidPipelineException e) {
            e.mistakes().forEach(err::println);
            err.println(e.mistakes().size() == 1 ? "1 mistake." : e.mistakes().size() + " mistakes.");
            return ExitCode.WRONG_USAGE;
        }
        return new PipelineLaunch(plan, parsed.others(), out, err).run();
    }

    /** Beam checks every options interface there is when first asked for one, which takes as long as all else here. */
    private static void prepareBeam() {
        // Loggers that two threads ask for first would say so on the screen.
        LoggerFactory.getILoggerFactory();
        Thread thread = new Thread(PipelineOptionsFactory::create, "prepare Beam");
        thread.setDaemon(true);
        thread.start();
    }

    private static RunPlan plan(Words words, long started)
            throws UsageException, InvalidPipelineException, InvalidSourceException {
        String named = words.option("warehouse").orElse(DEFAULT_WAREHOUSE);
        RunnerChoice.of(words.others()).requireReach(WarehouseUri.parse(named));
        boolean warnOnly = warnOnly(words);
        PipelineModel model =
                PipelineLoader.load(PipelineDirectory.of(words), words.variables(), System::getenv, new FileHeaders());
        String warehouse = words.option("warehouse").isPresent() ? named : usualWarehouse(model.name());
        Map<String, List<SourceFile>> inputs = RunPlanner.list(model);
        String batchId = words.option("batchId").orElseGet(() -> RunPlanner.batchId(model, inputs));
        if (!batchId.matches("[A-Za-z0-9_.-]{1,128}")) {
            throw new UsageException(
                    "--batchId=" + batchId + ": expected up to 128 letters, digits, dots, dashes or underscores");
        }
        String staging = words.option("staging")
                .orElseGet(() -> Path.of("out", "staging").toAbsolutePath().toString());
        String report = words.option("report")
                .orElseGet(() -> Path.of("out", "report").toAbsolutePath().toString());
        return new RunPlan(
                model,
                batchId,
                inputs,
                withoutSlash(staging) + "/" + batchId + "-" + Long.toString(started, Character.MAX_RADIX),
                warehouse,
                warnOnly,
                absolute(withoutSlash(report)),
                started);
    }

    /** One for each pipeline: two that both have customers must not mix them up. */
    private static String usualWarehouse(String pipeline) {
        return PipelineDirectory.DEFAULT.endsWith("/" + pipeline)
                ? DEFAULT_WAREHOUSE
                : "duckdb:out/" + pipeline + ".duckdb";
    }

    private static boolean warnOnly(Words words) throws UsageException {
        String policy = words.option("onQualityFailure").orElse("fail");
        return switch (policy) {
            case "fail" -> false;
            case "warn" -> true;
            default -> throw new UsageException("--onQualityFailure=" + policy + ": expected fail or warn");
        };
    }

    private static String withoutSlash(String directory) {
        return directory.endsWith("/") ? directory.substring(0, directory.length() - 1) : directory;
    }

    private static String absolute(String directory) {
        return directory.contains("://")
                ? directory
                : Path.of(directory).toAbsolutePath().toString();
    }
}
