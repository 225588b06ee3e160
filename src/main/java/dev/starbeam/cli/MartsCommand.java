package dev.starbeam.cli;

import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.loading.yaml.InvalidPipelineException;
import dev.starbeam.pipeline.publish.MartsStep;
import dev.starbeam.pipeline.publish.PublishSettings;
import dev.starbeam.run.ExitCode;
import dev.starbeam.run.FailureText;
import dev.starbeam.warehouse.WarehouseException;
import dev.starbeam.warehouse.engine.Warehouses;
import dev.starbeam.words.Counted;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code starbeam marts}: builds the marts of what is published. */
final class MartsCommand implements Command {
    private final PrintStream out;
    private final PrintStream err;

    MartsCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public String name() {
        return "marts";
    }

    @Override
    public String summary() {
        return "build the marts of what is published";
    }

    @Override
    public CommandSpec spec() {
        return Options.of(
                        this,
                        "Builds the marts of a declared pipeline when batches were published since, and completes the"
                                + " summaries of these batches under --report.")
                .pipeline()
                .value(
                        "warehouse",
                        "URI",
                        "Where they are (" + Warehouses.usual("warehouse") + "; for other pipelines "
                                + Warehouses.usual("<pipeline>") + ").")
                .value("report", "DIR", "Where the summaries are (out/report).")
                .value(Waiting.OPTION, "TIME", Waiting.DESCRIPTION)
                .endingWith("Exit codes: 0 done, 2 wrong usage, 3 failed.");
    }

    @Override
    public ExitCode run(Words words) throws UsageException, InvalidPipelineException, IOException {
        BeamOptions beam = BeamOptions.of(words);
        PipelineModel model = NamedPipeline.load(words, beam);
        String warehouse = words.option("warehouse").orElseGet(() -> PlannedRun.usualWarehouse(model.name()));
        String report = RecordedBatches.report(words);
        beam.awaitFileSystemOf(report);
        PublishSettings settings =
                new PublishSettings(model, Waiting.of(words, Warehouses.target(warehouse)), false, report);
        try {
            List<String> batches = new MartsStep(settings).run();
            out.println(
                    batches.isEmpty()
                            ? "The marts in " + warehouse + " hold every published batch; nothing changed."
                            : "Built " + Counted.of(model.marts().size(), "mart") + " in " + warehouse + " with "
                                    + String.join(", ", batches) + ".");
            return ExitCode.DONE;
        } catch (IOException e) {
            err.println("starbeam: the marts are built; a summary could not be written: " + FailureText.of(e));
            return ExitCode.FAILED;
        } catch (WarehouseException e) {
            err.println("starbeam: " + FailureText.of(e));
            return ExitCode.FAILED;
        }
    }
}
