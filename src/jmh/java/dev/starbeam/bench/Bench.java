package dev.starbeam.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
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
            printList(cases.values());
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

    private static void printList(Collection<BenchCase> cases) {
        for (BenchCase one : cases) {
            System.out.printf(
                    "%-12s %s (up to %d GB of disk, about %d min)%n",
                    one.name(), one.what(), one.gigabytes(), one.minutes());
        }
        int all = cases.stream().mapToInt(BenchCase::minutes).sum();
        System.out.printf(
                "%-12s all of them, one after another: about %.1f hours on a quiet machine%n", "--all", all / 60.0);
    }

    private void measure(List<BenchCase> cases) throws IOException, InterruptedException, SQLException {
        // The first call may build.
        ChildProcess.run(List.of("./starbeam", "--help"), 0);
        System.out.println(Machine.heading());
        System.out.println();
        table.printSettings(settings);
        for (Section section : Section.values()) {
            List<BenchCase> inside =
                    cases.stream().filter(one -> one.section() == section).toList();
            if (!inside.isEmpty()) {
                table.printHead(section);
                for (BenchCase one : inside) {
                    measure(one);
                }
                table.printNotes();
            }
        }
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
                BenchSettings its = one.isLarge() ? settings.forLarge() : settings;
                for (PageCache cache : its.caches()) {
                    measure(contest, cache, its);
                }
            }
        } finally {
            if (!settings.keep()) {
                Directories.delete(DATA);
            }
        }
    }

    private void measure(Contest contest, PageCache cache, BenchSettings its) throws InterruptedException {
        try {
            table.print(contest, cache, Pairs.measure(contest, cache, its));
        } catch (IOException failed) {
            table.printFailure(contest, cache, failed);
        }
    }
}
