package dev.starbeam.fuzz;

import dev.starbeam.cli.CommandLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A shipped pipeline with damage, and its run: the same for the same seed. Half of the cases run over the tables that the
 * pipeline published before it was damaged.
 */
final class FuzzCase {
    /** What is damaged most. */
    private static final Pattern MAIN = Pattern.compile("pipeline.yaml|order|retail");

    private final Path directory;
    private final ShippedSample sample;
    private final boolean declares;
    private final boolean again;
    private final List<String> options;

    /** @param home the case lies in a directory of it, which is emptied before */
    FuzzCase(long seed, Path home) throws IOException {
        Random random = new Random(seed);
        ShippedSample whole = ShippedSample.ALL.get(random.nextInt(ShippedSample.ALL.size()));
        again = random.nextBoolean();
        options = random.nextInt(3) == 0 ? List.of() : List.of("--onQualityFailure=warn");
        declares = random.nextInt(5) < 2;
        boolean damages = !declares || random.nextInt(3) == 0;
        sample = new ShippedSample(
                whole.name(),
                declares ? damaged(whole.declarations(), random, DeclarationMutations.ALL) : whole.declarations(),
                damages ? damaged(whole.data(), random, CellMutations.ALL, ByteMutations.ALL) : whole.data());
        directory = home.resolve(whole.name());
        delete(directory);
        if (again) {
            Path published = published(whole, home);
            Files.createDirectories(directory);
            Files.copy(published, directory.resolve("warehouse.duckdb"));
        }
        sample.write(directory);
        if (random.nextInt(3) > 0) {
            // Most of the time of a run goes into them.
            delete(directory.resolve("marts"));
        }
    }

    @SafeVarargs
    static Map<String, byte[]> damaged(Map<String, byte[]> files, Random random, List<Mutation>... kinds) {
        Map<String, byte[]> damaged = new TreeMap<>(files);
        List<String> names = List.copyOf(damaged.keySet());
        List<String> main = names.stream().filter(MAIN.asPredicate()).toList();
        for (int i = random.nextInt(3); i >= 0; i--) {
            List<String> those = random.nextInt(3) > 0 ? main : names;
            String name = those.get(random.nextInt(those.size()));
            List<Mutation> kind = kinds[random.nextInt(kinds.length)];
            damaged.put(name, kind.get(random.nextInt(kind.size())).of(damaged.get(name), random));
        }
        return damaged;
    }

    /** The warehouse file as it was before the damage; made once. */
    private static Path published(ShippedSample whole, Path home) throws IOException {
        Path published = home.resolve(whole.name() + ".duckdb");
        if (!Files.exists(published)) {
            Path directory = home.resolve(whole.name());
            whole.write(directory);
            CommandLine run = ShippedSample.run(directory, List.of("--onQualityFailure=warn"));
            if (run.exitCode() != 0) {
                throw new IllegalStateException(run.out() + run.err());
            }
            Files.move(directory.resolve("warehouse.duckdb"), published);
            delete(directory);
        }
        return published;
    }

    /** Runs it; what doesn't hold, a sentence each. */
    List<String> faults() throws Exception {
        Map<String, String> before = TableHashes.of(directory);
        CommandLine seen = run();
        Files.writeString(directory.resolve("screen.txt"), seen.out() + seen.err() + "exit " + seen.exitCode());
        List<String> faults = new ArrayList<>();
        new RunInvariants(directory, seen, before, faults).hold();
        if (!declares && !again && faults.isEmpty() && seen.exitCode() == 0) {
            new EveryRow(directory, sample, seen, faults).isFound();
        }
        return faults;
    }

    /** With what is logged, as people see it. */
    private CommandLine run() {
        PrintStream usual = System.err;
        ByteArrayOutputStream logged = new ByteArrayOutputStream();
        System.setErr(new PrintStream(logged, true, StandardCharsets.UTF_8));
        try {
            CommandLine run = ShippedSample.run(directory, options);
            return new CommandLine(run.exitCode(), run.out(), run.err() + logged.toString(StandardCharsets.UTF_8));
        } finally {
            System.setErr(usual);
        }
    }

    Path directory() {
        return directory;
    }

    static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> all = Files.walk(directory)) {
                all.sorted(Comparator.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            }
        }
    }
}
