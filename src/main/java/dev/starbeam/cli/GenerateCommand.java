package dev.starbeam.cli;

import dev.starbeam.run.ExitCode;
import dev.starbeam.generate.DataGenerator;
import dev.starbeam.generate.DirtReport;
import dev.starbeam.generate.GenerateSettings;
import dev.starbeam.generate.InvalidSettingsException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    public String help() {
        return GenerateHelp.text();
    }

    @Override
    public ExitCode run(List<String> words) throws IOException {
        GenerateSettings settings = settings(words);
        tell(DataGenerator.write(settings), settings.directory());
        return ExitCode.DONE;
    }

    /** Mistakes in the way words are written and in what they say, all at once. */
    private static GenerateSettings settings(List<String> words) {
        List<String> mistakes = new ArrayList<>();
        Map<String, String> named = named(words, mistakes);
        if (mistakes.isEmpty()) {
            return GenerateSettings.parse(named);
        }
        try {
            GenerateSettings.parse(named);
        } catch (InvalidSettingsException more) {
            mistakes.addAll(more.mistakes());
        }
        throw new InvalidSettingsException(mistakes);
    }

    private static Map<String, String> named(List<String> words, List<String> mistakes) {
        Map<String, String> named = new LinkedHashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (!word.startsWith("--") || equals < 3 || equals == word.length() - 1) {
                mistakes.add("unexpected word '" + word + "'; options are written --name=value");
            } else if (named.put(word.substring(2, equals), word.substring(equals + 1)) != null) {
                mistakes.add(word.substring(0, equals) + " is given twice");
            }
        }
        return named;
    }

    private void tell(DirtReport report, Path directory) {
        out.print(report.toText());
        out.println();
        out.println("Written to " + directory + ". Dirty rows are counted, with examples, in "
                + directory.resolve("dirt.json") + ".");
        out.println("Run it: starbeam run --pipeline=pipelines/customer_analytics --var raw=" + directory);
    }
}
