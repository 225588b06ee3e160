package dev.starbeam.cli;

import dev.starbeam.generate.DataGenerator;
import dev.starbeam.generate.DirtKind;
import dev.starbeam.generate.DirtReport;
import dev.starbeam.generate.GenerateSettings;
import dev.starbeam.generate.InvalidSettingsException;
import dev.starbeam.run.ExitCode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;

/** {@code starbeam generate}: writes synthetic customers, products and orders, and tells how dirty they are. */
final class GenerateCommand implements Command {
    private final PrintStream out;

    GenerateCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public String name() {
        return "generate";
    }

    @Override
    public String summary() {
        return "write seeded synthetic data with chosen dirt";
    }

    @Override
    public CommandSpec spec() {
        List<String> kinds = new ArrayList<>(List.of("Kinds of dirt; a row has one at most:"));
        for (DirtKind kind : DirtKind.values()) {
            kinds.add(String.format(Locale.ROOT, "  %-16s %s", kind.word(), kind.meaning())
                    .replace("%", "%%"));
        }
        return Options.of(
                        this,
                        "Writes customers, products and order lines as CSV files, the input of"
                                + " pipelines/customer_analytics, and dirt.json, which counts the dirty rows. The same"
                                + " options give the same bytes on any machine.")
                .value("orders", "N", "Order lines to write; required.")
                .value("customers", "N", "Customers (a tenth of the orders).")
                .value("products", "N", "Products (a hundredth of the orders, at most 10000).")
                .value("seed", "N", "Any number; another one gives other data (1).")
                .value(
                        "dirt",
                        "AMOUNT",
                        "none, light (2.6%% of the rows), heavy (26%%), or kinds with their share, or both:"
                                + " --dirt=light,orphan=0.05 (none).")
                .value(
                        "after",
                        "N",
                        "A later delivery: orders that follow N order lines written before, with numbers and days of"
                                + " their own and the same customers and products (none).")
                .value("files", "N", "Into how many files the order lines are cut (8).")
                .value("out", "DIR", "A directory that is empty or holds earlier generated files (out/generated).")
                .endingWith(kinds.toArray(String[]::new));
    }

    @Override
    public List<String> mistakes(Words words) {
        try {
            GenerateSettings.parse(words.options());
            return List.of();
        } catch (InvalidSettingsException e) {
            return e.mistakes();
        }
    }

    @Override
    public ExitCode run(Words words) throws IOException {
        GenerateSettings settings = GenerateSettings.parse(words.options());
        tell(DataGenerator.write(settings), settings.directory());
        return ExitCode.DONE;
    }

    private void tell(DirtReport report, Path directory) {
        out.print(report.toText());
        out.println();
        out.println("Written to " + directory + ". Dirty rows are counted, with examples, in "
                + directory.resolve("dirt.json") + ".");
        out.println("Run it: starbeam run --pipeline=pipelines/customer_analytics --var raw=" + directory);
    }
}
