package dev.starbeam.generate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.starbeam.words.Counted;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What was written, and how much of it is dirty in which way: the truth that a pipeline's own counts are checked against.
 *
 * @param settings what was asked for
 * @param tables by name: {@code raw_customers}, {@code raw_products}, {@code raw_orders}
 */
public record DirtReport(GenerateSettings settings, Map<String, TableReport> tables) {
    /**
     * One table.
     *
     * @param files names, in order
     * @param rows in all files, headers not counted; added rows included
     * @param clean rows that no kind of dirt touched; originals of duplicates and late updates are among them
     * @param kinds the kinds that occur
     */
    public record TableReport(List<String> files, long rows, long clean, Map<DirtKind, KindReport> kinds) {
        /** How many rows are dirty in this way; for duplicates and late updates: how many were added. */
        public long rowsWith(DirtKind kind) {
            KindReport report = kinds.get(kind);
            return report == null ? 0 : report.rows();
        }
    }

    /**
     * One kind of dirt in one table.
     *
     * @param rows how many rows have it
     * @param columns the same by the column it is in; empty for kinds that concern whole rows
     * @param examples the first few
     */
    public record KindReport(long rows, Map<String, Long> columns, List<Example> examples) {}

    /** A dirty row as it stands in its file; {@code column} is empty when the whole row is meant. */
    public record Example(String file, String column, String record) {}

    /** The content of {@code dirt.json}. It does not say where the data is, so that it is the same anywhere. */
    public String toJson() {
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("orders", settings.orders());
        asked.put("customers", settings.customers());
        asked.put("products", settings.products());
        asked.put("seed", settings.seed());
        if (settings.after() > 0) {
            asked.put("after", settings.after());
        }
        asked.put("files", settings.files());
        asked.put("dirt", byWord(settings.dirt()));
        Map<String, Object> written = new LinkedHashMap<>();
        tables.forEach((name, table) -> written.put(name, describe(table)));
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("settings", asked);
        all.put("tables", written);
        try {
            return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(all) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Map<String, Object> describe(TableReport table) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("files", table.files());
        described.put("rows", table.rows());
        described.put("clean", table.clean());
        described.put("kinds", byWord(table.kinds()));
        return described;
    }

    private static <V> Map<String, V> byWord(Map<DirtKind, V> kinds) {
        Map<String, V> named = new LinkedHashMap<>();
        kinds.forEach((kind, value) -> named.put(kind.word(), value));
        return named;
    }

    /** A few lines for people. */
    public String toText() {
        return tables.entrySet().stream()
                .map(table -> toText(table.getKey(), table.getValue()))
                .collect(Collectors.joining());
    }

    private static String toText(String name, TableReport table) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%-16s %13s %s in %s%n",
                name,
                Counted.number(table.rows()),
                Counted.noun(table.rows(), "row"),
                Counted.of(table.files().size(), "file")));
        table.kinds()
                .forEach((kind, report) -> text.append(String.format(
                        Locale.ROOT,
                        "  %-16s %,11d  %s%s%n",
                        kind.word(),
                        report.rows(),
                        kind.meaning(),
                        columns(report))));
        return text.toString();
    }

    private static String columns(KindReport report) {
        return report.columns().isEmpty()
                ? ""
                : report.columns().entrySet().stream()
                        .map(column -> String.format(Locale.ROOT, "%s %,d", column.getKey(), column.getValue()))
                        .collect(Collectors.joining(", ", ": ", ""));
    }
}
