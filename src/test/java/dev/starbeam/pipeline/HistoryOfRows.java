package dev.starbeam.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What the tables of {@link StateHistoriesTest} hold after some batches, told without a ledger: rows by their id, and all
 * that was ever observed of a member, by its time. Two rows a file, of the members {@code m1} and {@code m2}.
 */
final class HistoryOfRows {
    /** A file of this content has its second row held back. */
    static final int HELD = 4;

    /** Whether a changed file replaces all that it brought. */
    private final boolean replaces;

    private final TreeMap<String, Row> rows = new TreeMap<>();
    private final TreeMap<String, NavigableMap<Integer, String>> members = new TreeMap<>();

    HistoryOfRows(boolean replaces) {
        this.replaces = replaces;
    }

    private record Row(String value, String member, int day, int content) {}

    static HistoryOfRows of(HistoryOfRows other) {
        HistoryOfRows copy = new HistoryOfRows(other.replaces);
        copy.rows.putAll(other.rows);
        other.members.forEach((member, observed) -> copy.members.put(member, new TreeMap<>(observed)));
        return copy;
    }

    /** A file's own day for each content, so that no two of them observe one member at one time. */
    static int day(int file, int content) {
        return 1 + file * 5 + content;
    }

    void clear() {
        rows.clear();
        members.clear();
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    int size() {
        return rows.size();
    }

    /**
     * The rows that are made now, in place of those of the same keys; what is no longer made of a content goes with it, and
     * what is held back goes whatever made it.
     *
     * @param contents what each file holds, 0 where it isn't there
     */
    void publish(int[] contents, boolean inCapitals, boolean firstOnly) {
        for (int file = 0; file < contents.length; file++) {
            int content = contents[file];
            for (int key = 1; content != 0 && key <= 2; key++) {
                String text = "c" + content;
                String value = inCapitals ? text.toUpperCase(Locale.ROOT) : text;
                members.computeIfAbsent("m" + key, member -> new TreeMap<>()).put(day(file, content), value);
                publish("f" + file + "_" + key, new Row(value, "m" + key, day(file, content), content), firstOnly);
            }
        }
    }

    private void publish(String id, Row row, boolean firstOnly) {
        Row former = rows.get(id);
        if (firstOnly && id.endsWith("2")) {
            if (former != null && (replaces || former.content() == row.content())) {
                rows.remove(id);
            }
        } else if (row.content() == HELD && id.endsWith("2")) {
            rows.remove(id);
        } else {
            rows.put(id, row);
        }
    }

    /** Each fact with the latest of its member, and with the member as it was at the fact's time. */
    List<String> facts() {
        return rows.entrySet().stream()
                .map(row -> row.getKey() + "|" + row.getValue().value() + "|"
                        + observed(row.getValue()).lastEntry().getValue() + "|"
                        + observed(row.getValue()).get(row.getValue().day()))
                .toList();
    }

    private NavigableMap<Integer, String> observed(Row row) {
        return members.get(row.member());
    }

    /** Each version of each member with its first day, 0 for the first. */
    List<String> versions() {
        List<String> versions = new ArrayList<>();
        members.forEach((member, observed) -> {
            String former = null;
            for (Map.Entry<Integer, String> one : observed.entrySet()) {
                if (!one.getValue().equals(former)) {
                    versions.add(member + "|" + (former == null ? 0 : one.getKey()) + "|" + one.getValue());
                }
                former = one.getValue();
            }
        });
        return versions;
    }
}
