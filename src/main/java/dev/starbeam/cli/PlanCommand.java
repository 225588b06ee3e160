package dev.starbeam.cli;

import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.loading.yaml.InvalidPipelineException;
import dev.starbeam.run.ExitCode;
import dev.starbeam.run.RunPlan;
import dev.starbeam.source.InvalidSourceException;
import dev.starbeam.source.SourceRange;
import dev.starbeam.star.calendar.CalendarDays;
import dev.starbeam.warehouse.IncompatibleTableException;
import dev.starbeam.warehouse.Warehouse;
import dev.starbeam.warehouse.cost.CostEstimate;
import dev.starbeam.warehouse.table.PipelineTables;
import dev.starbeam.warehouse.table.TableSpec;
import dev.starbeam.words.Counted;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;

/** {@code starbeam plan}: says what a run would read, change and cost. Changes nothing. */
final class PlanCommand implements Command {
    private final PrintStream out;

    PlanCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public String name() {
        return "plan";
    }

    @Override
    public String summary() {
        return "say what a run would read, change and cost";
    }

    @Override
    public CommandSpec spec() {
        return RunOptions.of(
                this,
                "Says what starbeam run with the same options would read, how it would change the warehouse's tables, and"
                        + " about what it would cost. Changes nothing.");
    }

    @Override
    public boolean passesWordsOn() {
        return true;
    }

    @Override
    public ExitCode run(Words words) throws UsageException, InvalidPipelineException, InvalidSourceException {
        print(PlannedRun.of(
                words, BeamOptions.of(words), System.currentTimeMillis(), (model, warehouse, inputs) -> {}));
        return ExitCode.DONE;
    }

    private void print(PlannedRun planned) {
        RunPlan plan = planned.plan();
        out.println("pipeline " + plan.model().name()
                + (planned.isNothingNew() ? ": nothing new to read" : ", batch " + plan.batchId()));
        out.println("reads");
        planned.inputs().found().forEach((source, ranges) -> printSource(plan, source, ranges.size()));
        planned.inputs().notice().ifPresent(notice -> out.println("  " + notice));
        String interval = plan.scope().interval();
        if (interval != null) {
            out.println("  rows from " + interval.replace("/", " to before "));
        }
        planned.notices().forEach(out::println);
        if (!planned.martsTried()) {
            out.println(
                    "marts are checked by their dialect alone, since the engine that compiles them is not on the class path");
        }
        printChanges(plan);
        printCost(plan);
    }

    private void printSource(RunPlan plan, String source, int listed) {
        List<SourceRange> read = plan.rangesOf(source);
        long bytes = read.stream().mapToLong(range -> range.file().size()).sum();
        out.printf(
                Locale.ROOT,
                "  %-28s %s, %s%n",
                source,
                Counted.of(read.size(), listed, "file"),
                Counted.of(bytes, "byte"));
    }

    private void printChanges(RunPlan plan) {
        PipelineModel model = plan.model();
        List<TableSpec> tables = PipelineTables.of(model, CalendarDays.SCHEMA);
        out.println(
                (plan.scope().rebuilds() ? "replaces all rows of the star in " : "merges into ") + plan.warehouse());
        try (Warehouse warehouse = plan.warehouse().look(model)) {
            if (!plan.scope().rebuilds()) {
                warehouse.requireMergeable(tables);
            }
            printStatements(warehouse, tables, plan.scope().rebuilds());
        }
    }

    private void printStatements(Warehouse warehouse, List<TableSpec> tables, boolean rebuilds) {
        try {
            List<String> changes = warehouse.changes(tables);
            out.println(changes.isEmpty() ? "  its tables stay as they are" : "  after these statements:");
            changes.forEach(statement -> out.println("  " + statement.replace("\n", "\n  ") + ";"));
        } catch (IncompatibleTableException e) {
            if (!rebuilds) {
                throw e;
            }
            out.println("  whose types change: " + e.getMessage());
        }
    }

    private void printCost(RunPlan plan) {
        CostEstimate cost = Budget.estimate(plan);
        if (!cost.byStep().isEmpty()) {
            out.printf(Locale.ROOT, "costs about %.4f %s%n", cost.total(), cost.unit());
            cost.byStep().forEach((step, some) -> out.printf(Locale.ROOT, "  %-28s %.4f%n", step, some));
            if (cost.budget() != null) {
                out.println("  the budget is " + cost.budget().toPlainString());
            }
        }
    }
}
