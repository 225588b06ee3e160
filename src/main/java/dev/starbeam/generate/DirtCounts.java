package dev.starbeam.generate;

import dev.starbeam.generate.DirtReport.Example;
import dev.starbeam.generate.DirtReport.KindReport;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts of dirt; those of several files merge in the order of the files. */
final class DirtCounts {
    private static final int MOST_EXAMPLES = 3;

    private final Map<DirtKind, Long> rows = new EnumMap<>(DirtKind.class);
    private final Map<DirtKind, Map<String, Long>> columns = new EnumMap<>(DirtKind.class);
    private final Map<DirtKind, List<Example>> examples = new EnumMap<>(DirtKind.class);

    /** Counts a row; {@code column} is empty when the dirt is not in one column. */
    void count(DirtKind kind, String column, String file, RowBuffer row) {
        rows.merge(kind, 1L, Long::sum);
        if (!column.isEmpty()) {
            columns.computeIfAbsent(kind, k -> new TreeMap<>()).merge(column, 1L, Long::sum);
        }
        List<Example> seen = examples.computeIfAbsent(kind, k -> new ArrayList<>());
        if (seen.size() < MOST_EXAMPLES) {
            seen.add(new Example(file, column, row.record()));
        }
    }

    void add(DirtCounts later) {
        later.rows.forEach((kind, count) -> rows.merge(kind, count, Long::sum));
        later.columns.forEach((kind, counts) -> counts.forEach((column, count) ->
                columns.computeIfAbsent(kind, k -> new TreeMap<>()).merge(column, count, Long::sum)));
        later.examples.forEach((kind, more) -> {
            List<Example> seen = examples.computeIfAbsent(kind, k -> new ArrayList<>());
            more.stream().limit(MOST_EXAMPLES - seen.size()).forEach(seen::add);
        });
    }

    Map<DirtKind, KindReport> report() {
        Map<DirtKind, KindReport> report = new EnumMap<>(DirtKind.class);
        rows.forEach((kind, count) -> report.put(
                kind,
                new KindReport(count, columns.getOrDefault(kind, Map.of()), examples.getOrDefault(kind, List.of()))));
        return report;
    }
}
