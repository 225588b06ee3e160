package dev.starbeam.warehouse.sql.mart;

import dev.starbeam.model.MartGroups.Joined;
import dev.starbeam.model.Provenance;
import dev.starbeam.warehouse.TableLoad;
import dev.starbeam.warehouse.sql.KeyMatch;
import dev.starbeam.warehouse.sql.RowConditions;
import dev.starbeam.warehouse.sql.SqlDialect;
import dev.starbeam.warehouse.sql.SqlSession;
import dev.starbeam.warehouse.sql.merge.FormerDelivery;
import dev.starbeam.warehouse.table.CompanionTables;
import dev.starbeam.warehouse.table.MemberReference;
import dev.starbeam.warehouse.table.Merging;
import dev.starbeam.warehouse.table.TableSpec;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which published rows a batch may change: those of a fact with the grain of a row to load, those that refer to a member
 * that is new or differs, and that member's own. In the SQL of marts, with every name in quotes.
 */
final class TouchedRows {
    private final Map<String, TableLoad> loads;
    private final Function<TableSpec, String> changed;
    private final String batchId;

    /** Joins, or a condition, that pick rows of one joined table. */
    record Pick(String join, String condition) {}

    /**
     * @param loads the batch's tables that have rows, by name
     * @param changed where a table's {@link #changed} are
     */
    TouchedRows(Map<String, TableLoad> loads, Function<TableSpec, String> changed, String batchId) {
        this.loads = loads;
        this.changed = changed;
        this.batchId = batchId;
    }

    /**
     * The rows of one table of a mart.
     *
     * @param merged whether the batch's rows are published by now; they are told by its id then
     */
    List<Pick> of(Joined joined, TableSpec table, boolean merged) {
        List<Pick> picks = new ArrayList<>();
        boolean isLoaded = loads.containsKey(table.name());
        if (table.merging().isFact()) {
            if (isLoaded && merged) {
                picks.add(added(joined));
            } else if (isLoaded && !table.key().isEmpty()) {
                picks.add(same(joined, table.key(), changed.apply(table), table.key()));
            }
            for (MemberReference reference : table.merging().references()) {
                if (loads.containsKey(reference.dimension().name())) {
                    picks.add(meeting(
                            joined, reference.columns(), changed.apply(reference.dimension()), reference.naturalKey()));
                }
            }
        } else if (isLoaded) {
            List<String> key = naturalKey(table);
            picks.add(meeting(joined, key, changed.apply(table), key));
        }
        return picks;
    }

    private Pick added(Joined joined) {
        return new Pick(
                "", joined.alias() + "." + quoted(Provenance.BATCH_ID) + " = '" + batchId.replace("'", "''") + "'");
    }

    /** Columns get names that the mart can't mean by its own. */
    private static Pick same(Joined joined, List<String> columns, String relation, List<String> key) {
        String values = IntStream.range(0, key.size())
                .mapToObj(i -> quoted(key.get(i)) + " as touched_value_" + i)
                .collect(Collectors.joining(", "));
        String equal = IntStream.range(0, key.size())
                .mapToObj(i -> "touched_rows.touched_value_" + i + " is not distinct from " + joined.alias() + "."
                        + quoted(columns.get(i)))
                .collect(Collectors.joining(" and "));
        return new Pick(" join (select " + values + " from " + relation + ") as touched_rows on " + equal, "true");
    }

    /** Of several columns some may be NULL in members; one is in none. */
    private static Pick meeting(Joined joined, List<String> columns, String relation, List<String> naturalKey) {
        return columns.size() > 1
                ? same(joined, columns, relation, naturalKey)
                : new Pick(
                        " join (select " + quoted(naturalKey.get(0)) + " as touched_value from " + relation
                                + ") as touched_rows on touched_rows.touched_value = " + joined.alias() + "."
                                + quoted(columns.get(0)),
                        "true");
    }

    /**
     * Before the merge, the keys of what it changes: those of a fact's published rows that rows to load meet or that may be
     * taken away, and those of members to load that are not published just as they are.
     *
     * @param rows the rows of a load as they stand behind FROM
     */
    static String changed(SqlSession session, SqlDialect sql, TableLoad load, Function<TableLoad, String> rows)
            throws SQLException {
        TableSpec table = load.table();
        if (!table.merging().isFact()) {
            return changedMembers(sql, table, rows.apply(load));
        }
        String keys = "select " + sql.identifiers("p", table.key()) + " from " + sql.stored(table) + " as p";
        List<String> parts = new ArrayList<>();
        if (!load.files().isEmpty()) {
            String loaded = rows.apply(load);
            parts.add(keys + " join " + loaded + " as s on " + KeyMatch.of(session, sql, table.key(), loaded));
        }
        if (!load.replacedFiles().isEmpty()) {
            parts.add(keys + " where " + FormerDelivery.ofFiles(sql, load));
        }
        TableLoad aside = load.setAside();
        if (aside != null && table.merging().withdraws()) {
            parts.add(keys + " join " + rows.apply(aside) + " as s on " + RowConditions.same(sql, table.key()));
        }
        return String.join(" union ", parts);
    }

    private static String changedMembers(SqlDialect sql, TableSpec dimension, String rows) {
        TableSpec held = CompanionTables.rowsOf(dimension);
        List<String> columns = dimension.loadedColumns();
        String surrogate = sql.identifier(String.valueOf(dimension.surrogateKey()));
        return "select distinct " + sql.identifiers("s", naturalKey(dimension)) + " from " + rows + " as s left join "
                + sql.stored(held) + " as p on " + RowConditions.same(sql, columns) + " where p." + surrogate
                + " is null";
    }

    private static List<String> naturalKey(TableSpec dimension) {
        return dimension.merging().history().map(Merging.ScdType2::naturalKey).orElse(dimension.key());
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
