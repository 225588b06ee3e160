package dev.starbeam.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What ours and its baseline took, run in turn: a machine that slows down slows both, and each ratio is of two neighbours.
 *
 * @param ours each run of ours
 * @param baseline the run of the baseline next to each; empty when there is none
 */
record Pairs(List<Measured> ours, List<Measured> baseline) {
    private static final Path WORK = Path.of("target/bench/work");
    private static final Path WAREHOUSES = Path.of("target/bench-warehouses");

    static Pairs measure(Contest contest, PageCache cache, BenchSettings settings)
            throws IOException, InterruptedException {
        Pairs measured = new Pairs(new ArrayList<>(), new ArrayList<>());
        int pairs = settings.pairs();
        for (int i = 0; i < pairs; i++) {
            System.err.printf("%s, %s, pair %d of %d%n", contest.title(), cache, i + 1, pairs);
            // Who goes first changes, so that neither gains by it.
            boolean oursFirst = i % 2 == 0;
            if (oursFirst) {
                measured.ours.add(run(contest.ours(), contest, cache, settings.keep()));
            }
            if (contest.baseline() != null) {
                measured.baseline.add(run(contest.baseline(), contest, cache, settings.keep()));
            }
            if (!oursFirst) {
                measured.ours.add(run(contest.ours(), contest, cache, settings.keep()));
            }
        }
        return measured;
    }

    private static Measured run(Contender contender, Contest contest, PageCache cache, boolean keep)
            throws IOException, InterruptedException {
        Path work = Directories.empty(WORK);
        try {
            contender.before().in(work);
            List<String> command = contender.command().in(work);
            cache.prepare(contest.input());
            Measured measured = ChildProcess.run(command, contender.exitCode(), work.resolve("report"));
            if (keep) {
                keepWarehouse(Path.of(Contenders.database(work)), contest.title() + " " + contender.title());
            }
            return measured.ofStep(contest.step());
        } finally {
            Directories.delete(WORK);
        }
    }

    /** For {@code bench/compare}. */
    private static void keepWarehouse(Path warehouse, String name) throws IOException {
        if (Files.exists(warehouse)) {
            Files.createDirectories(WAREHOUSES);
            Path kept = WAREHOUSES.resolve(name.replaceAll("[^A-Za-z0-9]+", "-") + ".duckdb");
            Files.move(warehouse, kept, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    Spread ratios(ToDoubleFunction<Measured> figure) {
        return each((mine, base) -> figure.applyAsDouble(mine) / figure.applyAsDouble(base));
    }

    Spread each(PairFigure figure) {
        return Spread.of(IntStream.range(0, ours.size())
                .mapToObj(i -> figure.of(ours.get(i), baseline.get(i)))
                .toList());
    }

    /** A figure of two neighbours. */
    @FunctionalInterface
    interface PairFigure {
        double of(Measured ours, Measured baseline);
    }
}
