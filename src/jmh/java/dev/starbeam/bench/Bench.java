package dev.starbeam.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Measures the cases asked for, and prints them as a table for {@code docs/benchmarks.md}. */
public final class Bench {
    private static final Path DATA = Path.of("target/bench-data");
    private static final long GIGABYTE = 1L << 30;

    private final BenchSettings settings;
    private final ResultTable table = new ResultTable(System.out);

    private Bench(BenchSettings settings) {
        this.settings = settings;
    }

    public static void main(String[] args) throws IOException, InterruptedException, SQLException {
        Map<String, BenchCase> cases = Cases.byName();
        if (args.length == 1 && args[0].equals("--list")) {
            cases.values().forEach(one -> System.out.printf("%-12s %s%n", one.name(), one.what()));
            return;
        }
        BenchSettings settings = BenchSettings.parse(args);
        List<BenchCase> chosen = new ArrayList<>();
        for (String name : settings.cases().equals(List.of("all")) ? cases.keySet() : settings.cases()) {
            if (!cases.containsKey(name)) {
                throw new IllegalArgumentException("no case " + name + "; there are " + cases.keySet());
            }
            chosen.add(cases.get(name));
        }
        new Bench(settings).measure(chosen);
    }

    private void measure(List<BenchCase> cases) throws IOException, InterruptedException, SQLException {
        // The first call may build.
        ChildProcess.run(List.of("./starbeam", "--help"), 0);
        System.out.println(Machine.heading());
        System.out.println();
        table.printHead(settings);
        for (BenchCase one : cases) {
            measure(one);
        }
        table.printNotes();
    }

    private void measure(BenchCase one) throws IOException, InterruptedException {
        Files.createDirectories(DATA);
        long needed = settings.scaled(one.gigabytes() * GIGABYTE);
        long free = DATA.toFile().getUsableSpace();
        if (free < needed) {
            System.err.printf(
                    "%s is left out: it needs up to %d GB of disk, and %d are free%n",
                    one.name(), needed / GIGABYTE, free / GIGABYTE);
            return;
        }
        BenchData data = new BenchData(DATA, settings);
        try {
            for (Contest contest : one.setup().of(data)) {
                for (PageCache cache : settings.caches()) {
                    measure(contest, cache);
                }
            }
        } finally {
            if (!settings.keep()) {
                Directories.delete(DATA);
            }
        }
    }

    private void measure(Contest contest, PageCache cache) throws InterruptedException {
        try {
            table.print(contest, cache, Pairs.measure(contest, cache, settings));
        } catch (IOException failed) {
            table.printFailure(contest, cache, failed);
        }
    }
}
