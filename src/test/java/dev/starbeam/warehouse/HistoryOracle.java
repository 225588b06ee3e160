package dev.starbeam.warehouse;

import dev.starbeam.warehouse.HistoryBatch.Row;
import dev.starbeam.warehouse.table.HistoryStar;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What {@link HistoryStar} holds after batches, found by looking at all their rows for each member and each order. */
public final class HistoryOracle {
    private static final String EVER = micros(LocalDateTime.of(1, 1, 1, 0, 0));
    private static final String NEVER = micros(LocalDateTime.of(9999, 12, 31, 0, 0));

    private final List<Published> published;

    /** A batch and the id that it was published under. */
    record Published(String batchId, HistoryBatch batch) {}

    private record Version(Row row, String from, String to) {}

    /** @param published in the order of publication */
    HistoryOracle(List<Published> published) {
        this.published = published;
    }

    /** Key, id, value, version. */
    List<List<String>> members(int type) {
        List<List<String>> members = new ArrayList<>();
        members.add(List.of("0", "null", "null", "null"));
        for (int id = 0; id < 3; id++) {
            Row best = null;
            for (Row row : observations(type, id)) {
                boolean wins =
                        best == null || (type == 0 ? row.version() < best.version() : row.version() >= best.version());
                best = wins ? row : best;
            }
            if (best != null) {
                members.add(
                        List.of("" + HistoryBatch.memberKey(id), "M" + id, "" + best.value(), time(best.version())));
            }
        }
        return members;
    }

    /** Key, durable key, id, value, version, valid from, valid to, whether current, hash. */
    List<List<String>> versions() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("0", "0", "null", "null", "null", EVER, NEVER, "true", "null"));
        for (int id = 0; id < 3; id++) {
            for (Version version : versionsOf(id)) {
                rows.add(List.of(
                        "" + HistoryBatch.versionKey(id, version.row().version()),
                        "" + HistoryBatch.memberKey(id),
                        "M" + id,
                        "" + version.row().value(),
                        time(version.row().version()),
                        version.from(),
                        version.to(),
                        "" + version.to().equals(NEVER),
                        "" + version.row().hash()));
            }
        }
        return rows;
    }

    /** Id, version, value, time, the natural keys and keys of the members, batch. */
    List<List<String>> orders() {
        List<List<String>> orders = new ArrayList<>();
        for (int id = 0; id < 4; id++) {
            int deleted = -2;
            Row best = null;
            String from = "";
            for (Published batch : published) {
                for (Row row : batch.batch().orders()) {
                    if (row.id() == id && row.kind() == HistoryBatch.DELETION) {
                        deleted = Math.max(deleted, row.version());
                        best = best != null && best.version() > row.version() ? best : null;
                    } else if (row.id() == id
                            && row.version() >= deleted
                            && (best == null || row.version() >= best.version())) {
                        best = row;
                        from = batch.batchId();
                    }
                }
            }
            if (best != null) {
                orders.add(order(best, from));
            }
        }
        return orders;
    }

    private List<String> order(Row row, String batchId) {
        List<String> cells =
                new ArrayList<>(List.of("O" + row.id(), time(row.version()), "" + row.value(), time(row.at())));
        for (int type = 0; type < 3; type++) {
            int member = row.references().get(type);
            cells.add(member < 0 ? "null" : "M" + member);
            cells.add("" + (type == 2 ? versionKeyAt(member, row.at()) : keyOf(type, member)));
        }
        cells.add(batchId);
        return cells;
    }

    private long keyOf(int type, int member) {
        return observations(type, member).isEmpty() ? 0 : HistoryBatch.memberKey(member);
    }

    private long versionKeyAt(int member, int day) {
        List<Version> versions = versionsOf(member);
        if (versions.isEmpty()) {
            return 0;
        }
        Row valid = versions.get(0).row();
        for (Version version : versions.subList(1, versions.size())) {
            valid = day < 0 || version.row().version() <= day ? version.row() : valid;
        }
        return HistoryBatch.versionKey(member, valid.version());
    }

    private List<Version> versionsOf(int id) {
        Map<Integer, Row> byTime = new TreeMap<>();
        observations(2, id).forEach(row -> byTime.merge(row.version(), row, (a, b) -> b));
        List<Row> changes = new ArrayList<>();
        for (Row row : byTime.values()) {
            if (changes.isEmpty() || changes.get(changes.size() - 1).hash() != row.hash()) {
                changes.add(row);
            }
        }
        return IntStream.range(0, changes.size())
                .mapToObj(i -> new Version(
                        changes.get(i),
                        i == 0 ? EVER : time(changes.get(i).version()),
                        i + 1 < changes.size() ? time(changes.get(i + 1).version()) : NEVER))
                .toList();
    }

    private List<Row> observations(int type, int id) {
        return published.stream()
                .flatMap(batch -> batch.batch().members().get(type).stream())
                .filter(row -> row.id() == id)
                .toList();
    }

    private static String time(int day) {
        return day < 0 ? "null" : String.valueOf(day * HistoryBatch.DAY);
    }

    private static String micros(LocalDateTime time) {
        return String.valueOf(time.toEpochSecond(ZoneOffset.UTC) * 1_000_000);
    }
}
