package dev.starbeam.warehouse;

import dev.starbeam.warehouse.table.HistoryStar;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows for {@link HistoryStar} as a batch stages them: one a member, observation and order.
 *
 * @param members by type
 * @param orders the rows of the fact, deletions among them
 */
public record HistoryBatch(List<List<Row>> members, List<Row> orders) {
    public static final int ORDER = 3;
    public static final int DELETION = 4;
    public static final long DAY = 86_400_000_000L;

    /**
     * Something that happened; times and versions are days, -1 is NULL.
     *
     * @param kind a dimension's type, {@link #ORDER} or {@link #DELETION}
     * @param references an order's members, by type
     * @param at when it was ordered
     */
    public record Row(int kind, int id, int version, int value, List<Integer> references, int at) {
        /** Tells what the member was like. */
        int hash() {
            return 10 - value;
        }
    }

    /** What remains of rows when each key has one, as staging and building dimensions leave it. */
    public static HistoryBatch of(List<Row> rows) {
        List<Map<Integer, Row>> kept =
                List.of(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        for (Row row : rows) {
            int table = Math.min(row.kind(), ORDER);
            int key = row.kind() == 2 ? 100 * row.id() + row.version() : row.id();
            kept.get(table).merge(key, row, (old, late) -> winner(table, old, late));
        }
        List<List<Row>> tables =
                kept.stream().map(table -> List.copyOf(table.values())).toList();
        return new HistoryBatch(tables.subList(0, ORDER), tables.get(ORDER));
    }

    private static Row winner(int table, Row old, Row late) {
        return switch (table) {
            case 0 -> late.version() < old.version() ? late : old;
            case 1 -> late.version() >= old.version() ? late : old;
            case 2 -> late;
            default -> late.version() >= old.version() ? late : old;
        };
    }

    public List<TableLoad> stage(StarFixture star, String batchId) throws IOException {
        List<TableLoad> tables = new ArrayList<>();
        for (int type = 0; type < 3; type++) {
            int number = type;
            tables.add(star.stage(
                    HistoryStar.DIMENSIONS.get(type),
                    batchId,
                    members.get(type).stream().map(row -> line(number, row)).toList()));
        }
        tables.add(star.stage(
                HistoryStar.ORDERS,
                batchId,
                orders.stream().map(this::orderLine).toList()));
        return tables;
    }

    public static long memberKey(int id) {
        return 10L + id;
    }

    public static long versionKey(int id, int version) {
        return 1000L * (id + 1) + version + 1;
    }

    private static String line(int type, Row row) {
        String common = "M" + row.id() + "|" + row.value() + "|" + time(row.version());
        return type == 2
                ? versionKey(row.id(), row.version()) + "|" + memberKey(row.id()) + "|" + common + "|" + row.hash()
                : memberKey(row.id()) + "|" + common;
    }

    private String orderLine(Row row) {
        StringBuilder line = new StringBuilder(
                "O" + row.id() + "|" + time(row.version()) + "|" + row.value() + "|" + time(row.at()));
        for (int type = 0; type < 3; type++) {
            int member = row.references().get(type);
            boolean inBatch = members.get(type).stream().anyMatch(m -> m.id() == member);
            line.append(member < 0 ? "|-" : "|M" + member).append(inBatch ? "|" + memberKey(member) : "|0");
        }
        return line + "|" + (row.kind() == DELETION);
    }

    private static String time(int day) {
        return day < 0 ? "-" : String.valueOf(day * DAY);
    }
}
