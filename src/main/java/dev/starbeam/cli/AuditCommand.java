package dev.starbeam.cli;

import dev.starbeam.audit.Audit;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.loading.yaml.InvalidPipelineException;
import dev.starbeam.report.AuditSummary;
import dev.starbeam.report.json.AuditJson;
import dev.starbeam.report.json.SummaryFiles;
import dev.starbeam.report.screen.AuditScreen;
import dev.starbeam.run.ExitCode;
import dev.starbeam.run.FailureText;
import dev.starbeam.warehouse.PublishedTables;
import dev.starbeam.warehouse.WarehouseException;
import dev.starbeam.warehouse.WarehouseTarget;
import dev.starbeam.warehouse.engine.Warehouses;
import java.io.IOException;
import java.io.PrintStream;
import picocli.CommandLine.Model.CommandSpec;

/** {@code starbeam audit}: judges the checks of a pipeline on the rows that are in the warehouse. */
final class AuditCommand implements Command {
    private static final String EXAMPLE = Warehouses.usual("warehouse");

    private final PrintStream out;

    AuditCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public String name() {
        return "audit";
    }

    @Override
    public String summary() {
        return "judge the checks of a pipeline on what is published";
    }

    @Override
    public CommandSpec spec() {
        return Options.of(
                        this,
                        "Judges the quality checks of a declared pipeline on the tables that are published, and changes"
                                + " nothing.",
                        "The warehouse counts and adds up by itself where SQL is exact; rows are read where it is not.")
                .value("warehouse", "URI", "What to audit, e.g. " + EXAMPLE + "; required.")
                .pipeline()
                .value("report", "DIR", "Where the JSON report goes (out/report).")
                .value(Waiting.OPTION, "TIME", Waiting.DESCRIPTION)
                .endingWith(
                        "The last line printed is the path of the JSON report.",
                        "",
                        "Exit codes: 0 no check of severity error failed, 1 one did, 2 wrong usage or configuration, 3"
                                + " failed.");
    }

    @Override
    public ExitCode run(Words words) throws UsageException, InvalidPipelineException {
        try {
            return audit(words);
        } catch (WarehouseException | IOException e) {
            throw new WarehouseException("the audit failed, and nothing was changed: " + FailureText.of(e), e);
        }
    }

    private ExitCode audit(Words words) throws UsageException, InvalidPipelineException, IOException {
        long started = System.currentTimeMillis();
        String warehouse = words.option("warehouse")
                .orElseThrow(() -> new UsageException("audit needs --warehouse=URI, e.g. " + EXAMPLE));
        WarehouseTarget target = Waiting.of(words, Warehouses.target(warehouse));
        BeamOptions beam = BeamOptions.of(words);
        PipelineModel model = NamedPipeline.load(words, beam);
        AuditSummary audit;
        try (PublishedTables published = target.openPublished(model)) {
            audit = new Audit(model, published).run(target.toString(), started);
        }
        out.print(AuditScreen.of(audit));
        String report = RecordedBatches.report(words) + "/audit-" + model.name() + ".json";
        beam.awaitFileSystemOf(report);
        SummaryFiles.write(report, AuditJson.of(audit));
        out.println(report);
        return audit.passed() ? ExitCode.DONE : ExitCode.GATE_CLOSED;
    }
}
