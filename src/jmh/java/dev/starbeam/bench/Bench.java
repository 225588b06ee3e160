package dev.starbeam.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Measures and prints. Contenders take turns, so that a machine that slows down slows all of them. */
public final class Bench {
    private static final Path WORK = Path.of("target/bench/work");

    private final BenchSettings settings;
    private final Map<Contender, Map<Long, List<Measured>>> runs = new EnumMap<>(Contender.class);

    private Bench(BenchSettings settings) {
        this.settings = settings;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        BenchSettings settings = BenchSettings.parse(args);
        Bench bench = new Bench(settings);
        for (int i = 0; i < settings.repeat(); i++) {
            bench.measureOnce(i + 1);
        }
        ResultTable.print(bench.runs);
        if (settings.wants("start")) {
            ShortCommands.measure(settings.repeat());
        }
    }

    private void measureOnce(int turn) throws IOException, InterruptedException {
        for (Contender contender : Contender.values()) {
            if (settings.wants(contender.name())) {
                for (long size : settings.sizesOf(contender)) {
                    System.err.printf("%s, %,d order lines, turn %d%n", contender.title, size, turn);
                    Measured measured = measure(contender, size);
                    runs.computeIfAbsent(contender, c -> new TreeMap<>())
                            .computeIfAbsent(size, s -> new ArrayList<>())
                            .add(measured);
                }
            }
        }
    }

    private static Measured measure(Contender contender, long size) throws IOException, InterruptedException {
        Path raw = BenchData.of(size);
        deleteAll(WORK);
        Files.createDirectories(WORK);
        return ChildProcess.run(contender.command(raw, WORK), contender.expectedCode());
    }

    private static void deleteAll(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).forEach(Bench::delete);
        }
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
