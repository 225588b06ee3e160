package dev.starbeam.cli;

import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.loading.yaml.InvalidPipelineException;
import dev.starbeam.run.ExitCode;
import dev.starbeam.star.calendar.CalendarDays;
import dev.starbeam.warehouse.LeftOver;
import dev.starbeam.warehouse.Warehouse;
import dev.starbeam.warehouse.WarehouseTarget;
import dev.starbeam.warehouse.engine.Warehouses;
import dev.starbeam.warehouse.table.PipelineTables;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code starbeam drop-undeclared}: removes what is published and no longer declared, after showing it. */
final class DropUndeclaredCommand implements Command {
    private final PrintStream out;

    DropUndeclaredCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public String name() {
        return "drop-undeclared";
    }

    @Override
    public String summary() {
        return "remove published tables, columns and marts that are no longer declared";
    }

    @Override
    public CommandSpec spec() {
        return Options.of(
                        this,
                        "Shows the tables, columns and marts that earlier declarations of a pipeline have published and"
                                + " the present one doesn't name, and with --yes removes them.")
                .pipeline()
                .value(
                        "warehouse",
                        "URI",
                        "Where they are (" + Warehouses.usual("warehouse") + "; for other pipelines "
                                + Warehouses.usual("<pipeline>") + ").")
                .flag("yes", "Removes what is shown.")
                .value(Waiting.OPTION, "TIME", Waiting.DESCRIPTION)
                .endingWith("Exit codes: 0 done, 2 wrong usage, 3 failed.");
    }

    @Override
    public ExitCode run(Words words) throws UsageException, InvalidPipelineException {
        PipelineModel model = NamedPipeline.load(words, BeamOptions.of(words));
        WarehouseTarget target = Waiting.of(
                words,
                Warehouses.target(words.option("warehouse").orElseGet(() -> PlannedRun.usualWarehouse(model.name()))));
        boolean removes = words.option("yes").isPresent();
        try (Warehouse warehouse = removes && !target.isEmpty() ? target.open(model) : target.look(model)) {
            List<LeftOver> leftOver =
                    warehouse.leftOver(model.name(), PipelineTables.of(model, CalendarDays.SCHEMA), model.marts());
            leftOver.forEach(one -> out.println(one.kind() + " " + one.name() + ": " + one.statement() + ";"));
            if (leftOver.isEmpty()) {
                out.println("Everything in " + target + " that this pipeline has published is declared.");
            } else if (removes) {
                warehouse.remove(leftOver);
                out.println("Removed from " + target + ".");
            } else {
                out.println("Nothing was changed; --yes removes it, with its rows.");
            }
        }
        return ExitCode.DONE;
    }
}
