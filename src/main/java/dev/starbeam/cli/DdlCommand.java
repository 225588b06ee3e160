package dev.starbeam.cli;

import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.loading.yaml.InvalidPipelineException;
import dev.starbeam.run.ExitCode;
import dev.starbeam.star.calendar.CalendarDays;
import dev.starbeam.warehouse.WarehouseProvider;
import dev.starbeam.warehouse.engine.Warehouses;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code starbeam ddl}: prints the script that makes all that a pipeline publishes into. */
final class DdlCommand implements Command {
    private final PrintStream out;

    DdlCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public String name() {
        return "ddl";
    }

    @Override
    public String summary() {
        return "print the script of a pipeline's tables";
    }

    @Override
    public CommandSpec spec() {
        List<String> description = new ArrayList<>(List.of(
                "Prints the script of everything a pipeline publishes into: schemas, tables and views with comments and"
                        + " constraints. It creates what is missing and drops nothing."));
        description.addAll(Warehouses.scriptNotes());
        return Options.of(this, description.toArray(String[]::new))
                .choice("dialect", Warehouses.schemes(), String.join(" or ", Warehouses.schemes()) + "; required.")
                .pipeline()
                .value("database", "NAME", "The database that it is for, where a warehouse has several (starbeam).")
                .flag(
                        "seed",
                        "Prints the rows that a star has before its first batch, instead of its tables: unknown members,"
                                + " and the days of a calendar with from and to.")
                .flag("marts", "Prints the statements that build the marts, as the warehouse gets them, instead.")
                .endingWith();
    }

    @Override
    public ExitCode run(Words parsed) throws UsageException, InvalidPipelineException {
        WarehouseProvider warehouse = provider(parsed);
        PipelineModel model = NamedPipeline.load(parsed, BeamOptions.of(parsed));
        String database = parsed.option("database").orElse("starbeam");
        if (parsed.option("marts").isPresent()) {
            warehouse.martStatements(model).forEach(statement -> out.print(statement + ";\n\n"));
            return ExitCode.DONE;
        }
        out.print(
                parsed.option("seed").isPresent()
                        ? warehouse.rowsScript(model, CalendarDays.declared(model.dateDimension()), database)
                        : warehouse.tablesScript(model, CalendarDays.SCHEMA, database));
        return ExitCode.DONE;
    }

    private static WarehouseProvider provider(Words words) throws UsageException {
        String named = words.option("dialect").orElse("");
        Optional<WarehouseProvider> found = Warehouses.find(named);
        if (found.isEmpty()) {
            throw new UsageException(
                    named.isEmpty()
                            ? "ddl needs --dialect=" + String.join(" or --dialect=", Warehouses.schemes())
                            : "--dialect=" + named + ": expected " + String.join(" or ", Warehouses.schemes()));
        }
        return found.get();
    }
}
