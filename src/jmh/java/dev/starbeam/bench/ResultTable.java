package dev.starbeam.bench;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Prints medians, their ratios to DuckDB at the same size, and how each contender grows. */
final class ResultTable {
    private static final double MEGABYTE = 1 << 20;
    private static final double MICROS = 1e6;

    private ResultTable() {}

    static void print(Map<Contender, Map<Long, List<Measured>>> runs) throws IOException {
        Map<Contender, TreeMap<Long, Measured>> medians = new TreeMap<>();
        runs.forEach((contender, sizes) -> sizes.forEach((size, all) ->
                medians.computeIfAbsent(contender, c -> new TreeMap<>()).put(size, Measured.median(all))));
        printFigures(medians);
        printGrowth(medians);
        printRowComparison(medians);
    }

    private static void printFigures(Map<Contender, TreeMap<Long, Measured>> medians) throws IOException {
        line("| order lines | input | who | wall s | CPU s | peak MB | wall / DuckDB | CPU / DuckDB |");
        line("|---:|---:|---|---:|---:|---:|---:|---:|");
        Map<Long, Measured> baseline = medians.getOrDefault(Contender.DUCKDB, new TreeMap<>());
        for (Map.Entry<Contender, TreeMap<Long, Measured>> contender : medians.entrySet()) {
            for (Map.Entry<Long, Measured> figure : contender.getValue().entrySet()) {
                long size = figure.getKey();
                Measured measured = figure.getValue();
                Measured base = baseline.get(size);
                line("| %,d | %,.0f MB | %s | %.1f | %.1f | %,.0f | %s | %s |"
                        .formatted(
                                size,
                                BenchData.bytes(size) / MEGABYTE,
                                contender.getKey().title,
                                measured.wall(),
                                measured.cpu(),
                                measured.peak() / MEGABYTE,
                                ratio(measured.wall(), base == null ? 0 : base.wall()),
                                ratio(measured.cpu(), base == null ? 0 : base.cpu())));
            }
        }
    }

    private static void printGrowth(Map<Contender, TreeMap<Long, Measured>> medians) {
        medians.forEach((contender, figures) -> {
            Map.Entry<Long, Measured> least = figures.firstEntry();
            Map.Entry<Long, Measured> before = figures.lowerEntry(figures.lastKey());
            if (before != null) {
                Measured most = figures.lastEntry().getValue();
                line("%s: %,d lines take %s the time of %,d, and %s the memory of %,d"
                        .formatted(
                                contender.title,
                                figures.lastKey(),
                                ratio(most.wall(), least.getValue().wall()),
                                least.getKey(),
                                ratio(most.peak(), before.getValue().peak()),
                                before.getKey()));
            }
        });
    }

    /** CPU a row is a slope, so that start-up does not count. */
    private static void printRowComparison(Map<Contender, TreeMap<Long, Measured>> medians) {
        double row = microsARow(medians.get(Contender.ROW));
        medians.forEach((contender, figures) -> {
            double micros = microsARow(figures);
            line("%s: %.2f µs of CPU a row (Beam Row / this: %s)"
                    .formatted(contender.title, micros, ratio(row, micros)));
        });
    }

    private static double microsARow(TreeMap<Long, Measured> figures) {
        if (figures == null || figures.size() < 2) {
            return Double.NaN;
        }
        double cpu = figures.lastEntry().getValue().cpu()
                - figures.firstEntry().getValue().cpu();
        return cpu * MICROS / (figures.lastKey() - figures.firstKey());
    }

    private static String ratio(double figure, double base) {
        return base > 0 && !Double.isNaN(figure) ? String.format(Locale.ROOT, "%.2f", figure / base) : "–";
    }

    static void line(String text) {
        System.out.println(text);
    }
}
