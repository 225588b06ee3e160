package dev.starbeam.fuzz;

import dev.starbeam.cli.CommandLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;

/** Commands that read a declaration and no rows, over declarations with damage: they do it, or tell what is wrong. */
final class DeclarationCase {
    private static final List<List<String>> COMMANDS = List.of(
            List.of("ddl", "--dialect=duckdb"),
            List.of("ddl", "--dialect=snowflake"),
            List.of("ddl", "--marts", "--dialect=snowflake"),
            List.of("ddl", "--seed", "--dialect=duckdb"),
            List.of("plan", "--warehouse=duckdb:none.duckdb"));

    /** What is meant for programmers. */
    private static final Pattern INSIDE =
            Pattern.compile("(?m)^\\s+at [\\w.$/]+\\(|Exception\\b|broke off|: null$|java\\.|@[0-9a-f]{6,}");

    private final Path home;

    DeclarationCase(Path home) throws IOException {
        this.home = home;
        for (ShippedSample sample : ShippedSample.ALL) {
            sample.write(home.resolve(sample.name()));
        }
    }

    /** What is wrong about how it is taken, or nothing. */
    String fault(long seed) throws IOException {
        Random random = new Random(seed);
        ShippedSample sample = ShippedSample.ALL.get(random.nextInt(ShippedSample.ALL.size()));
        Path directory = home.resolve(sample.name());
        write(directory, damaged(sample, random));
        List<String> words = new ArrayList<>(COMMANDS.get(random.nextInt(COMMANDS.size())));
        words.add("--pipeline=" + directory);
        words.add("--var=raw=" + directory.resolve("data"));
        CommandLine run = CommandLine.run(words);
        write(directory, sample.declarations());
        boolean done = run.exitCode() == 0 || (run.exitCode() == 2 && !run.err().isBlank());
        return done && !INSIDE.matcher(run.err()).find() ? "" : words + " " + run.exitCode() + " " + run.err();
    }

    private static Map<String, byte[]> damaged(ShippedSample sample, Random random) {
        return FuzzCase.damaged(
                sample.declarations(),
                random,
                DeclarationMutations.ALL,
                DeclarationMutations.ALL,
                DeclarationMutations.ALL,
                ByteMutations.ALL);
    }

    private static void write(Path directory, Map<String, byte[]> declarations) throws IOException {
        for (Map.Entry<String, byte[]> file : declarations.entrySet()) {
            Files.write(directory.resolve(file.getKey()), file.getValue());
        }
    }
}
