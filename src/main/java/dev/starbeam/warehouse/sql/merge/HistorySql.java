package dev.starbeam.warehouse.sql.merge;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.model.DimensionModel;
import dev.starbeam.model.Provenance;
import dev.starbeam.warehouse.sql.MergeInto;
import dev.starbeam.warehouse.sql.SqlDialect;
import dev.starbeam.warehouse.table.ColumnSpec;
import dev.starbeam.warehouse.table.CompanionTables;
import dev.starbeam.warehouse.table.Merging;
import dev.starbeam.warehouse.table.TableSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Derives the versions of a dimension with history from its observations: of those of a member, by time, each that
 * differs from the one before begins a version.
 *
 * <p>After a batch's observations were merged into {@link #history}: {@link #turnMembersIntoVersions}, {@link #noteChanges} into a
 * new table of {@link #changeColumns}, {@link #applyChanges}, {@link #addVersions}. So versions are derived once, from
 * keys and times alone, and only those that changed are written.
 */
public final class HistorySql {
    /** Since when a member's first version is valid. */
    static final String EVER = "0001-01-01 00:00:00";

    /** Until when a current version is valid. */
    static final String NEVER = "9999-12-31 00:00:00";

    private static final List<String> VALIDITY =
            List.of(DimensionModel.VALID_FROM, DimensionModel.VALID_TO, DimensionModel.IS_CURRENT);

    private final SqlDialect sql;
    private final TableSpec dimension;
    private final String surrogate;
    private final List<String> key;
    private final String version;
    private final String durable;
    private final TableSpec history;
    private final List<String> tracked;

    public HistorySql(SqlDialect dialect, TableSpec dimension, Merging.ScdType2 merging) {
        String surrogateKey = dimension.surrogateKey();
        if (surrogateKey == null) {
            throw new IllegalArgumentException(dimension.qualifiedName() + " has history but no surrogate key");
        }
        this.sql = dialect;
        this.dimension = dimension;
        this.surrogate = surrogateKey;
        this.key = merging.naturalKey();
        this.version = dialect.identifier(merging.version());
        this.durable = dialect.identifier(merging.durableKey());
        this.history = CompanionTables.history(dimension, merging);
        Set<String> untracked = new HashSet<>(merging.naturalKey());
        untracked.addAll(List.of(surrogateKey, merging.durableKey(), merging.version(), DimensionModel.ROW_HASH));
        this.tracked = dimension.loadedColumns().stream()
                .filter(name -> !untracked.contains(name))
                .toList();
    }

    /** Where the observations are. */
    public TableSpec history() {
        return history;
    }

    /** Members published as type 1 or 0, before the dimension had a history, become versions that were always valid. */
    public String turnMembersIntoVersions() {
        return "update " + sql.stored(dimension) + " set " + durable + " = " + sql.identifier(surrogate) + ", "
                + column(DimensionModel.VALID_FROM) + " = " + time(EVER) + ", " + column(DimensionModel.VALID_TO)
                + " = " + time(NEVER) + ", " + column(DimensionModel.IS_CURRENT) + " = true where "
                + column(DimensionModel.VALID_FROM) + " is null";
    }

    /** The columns of the table that holds a batch's changes while they are made. */
    public String changeColumns() {
        String time = " " + timestamp() + ", ";
        String flag = " " + sql.type(ColumnType.BOOLEAN);
        return sql.identifier(surrogate) + " " + sql.type(ColumnType.BIGINT) + ", " + column(DimensionModel.VALID_FROM)
                + time + column(DimensionModel.VALID_TO) + time + column(DimensionModel.IS_CURRENT) + flag + ", removes"
                + flag + ", adds" + flag;
    }

    /**
     * Fills {@code changes} with the versions of the members observed that are none any more, new, or valid at other
     * times. Has one parameter: the batch's id.
     *
     * @param rows the batch's observations, as they stand behind FROM
     */
    public String noteChanges(String rows, String changes) {
        String surrogateKey = sql.identifier(surrogate);
        String published = "(select d." + surrogateKey + " as version_key, " + validity("d") + " from "
                + sql.stored(dimension) + " as d where " + touched("d", rows) + ")";
        return "insert into " + changes + " with " + versions(rows)
                + " select coalesce(v.version_key, d.version_key), " + validity("v")
                + ", d.version_key is not null and (v.version_key is null or v.is_new), v.version_key is not null and"
                + " (d.version_key is null or v.is_new) from versions as v full outer join " + published
                + " as d on v.version_key = d.version_key where v.version_key is null or d.version_key is null"
                + " or v.is_new or v." + column(DimensionModel.VALID_FROM) + " <> d."
                + column(DimensionModel.VALID_FROM) + " or v." + column(DimensionModel.VALID_TO) + " <> d."
                + column(DimensionModel.VALID_TO);
    }

    /**
     * Versions from one sort of the observations: most begin and end with the same one. Only of those that last longer
     * are first and last sorted once more, to meet.
     */
    private String versions(String rows) {
        String order = " over (partition by " + sql.identifiers("h", key) + " order by h." + version + " nulls first)";
        String observed = "select h." + sql.identifier(surrogate) + " as version_key, "
                + IntStream.range(0, key.size())
                        .mapToObj(i -> "h." + column(key.get(i)) + " as " + member(i) + ", ")
                        .collect(Collectors.joining())
                + "h." + version + " as since, h." + sql.identifier(Provenance.BATCH_ID)
                + " = ? as is_new, row_number()" + order + " as nth, lead(h." + version + ")" + order
                + " as until, " + differs("lag", order) + " as begins, h." + column(DimensionModel.ROW_HASH) + " = "
                + DimensionModel.DELETED + " as deletes, " + differs("lead", order) + " as ends from "
                + sql.stored(history) + " as h where "
                + touched("h", rows);
        String members =
                IntStream.range(0, key.size()).mapToObj(i -> "o." + member(i)).collect(Collectors.joining(", "));
        String longer = "select o.*, lead(o.until) over (partition by " + members + " order by o.since nulls first)"
                + " as last_until from observed as o where o.begins <> o.ends";
        String lasting = "select o.version_key, o.is_new, o.nth, o.since, o.until from observed as o where o.begins and"
                + " o.ends and not o.deletes union all select l.version_key, l.is_new, l.nth, l.since, l.last_until from ("
                + longer
                + ") as l where l.begins and not l.deletes";
        return sql.computedOnce("observed", observed) + ", lasting as (" + lasting
                + "), versions as (select l.version_key, l.is_new,"
                + " case when l.nth = 1 then " + time(EVER) + " else cast(l.since as " + timestamp() + ") end as "
                + column(DimensionModel.VALID_FROM) + ", coalesce(cast(l.until as " + timestamp() + "), " + time(NEVER)
                + ") as " + column(DimensionModel.VALID_TO) + ", l.until is null as "
                + column(DimensionModel.IS_CURRENT) + " from lasting as l)";
    }

    /** Whether the neighbour is of another member or has other attributes. Their hash is not asked: two may share one. */
    private String differs(String neighbour, String order) {
        List<String> apart =
                new ArrayList<>(List.of(neighbour + "(h." + sql.identifier(surrogate) + ")" + order + " is null"));
        tracked.forEach(name ->
                apart.add(neighbour + "(h." + column(name) + ")" + order + " is distinct from h." + column(name)));
        String deletes = column(DimensionModel.ROW_HASH) + " = " + DimensionModel.DELETED;
        apart.add("(" + neighbour + "(h." + column(DimensionModel.ROW_HASH) + ")" + order + " = "
                + DimensionModel.DELETED + ") is distinct from (h." + deletes + ")");
        return "(" + String.join(" or ", apart) + ")";
    }

    /** Delete versions that are none any more, or will be added as they are now; write new times into the others. */
    public List<String> applyChanges(String changes) {
        String surrogateKey = sql.identifier(surrogate);
        String table = sql.stored(dimension) + " as p";
        String same = "p." + surrogateKey + " = s." + surrogateKey;
        List<String> times =
                VALIDITY.stream().map(c -> column(c) + " = s." + column(c)).toList();
        return sql.deletesFasterThanItMerges()
                ? List.of(
                        "delete from " + table + " using " + changes + " as s where s.removes and " + same,
                        "update " + table + " set " + String.join(", ", times) + " from " + changes
                                + " as s where not s.removes and not s.adds and " + same)
                : List.of(MergeInto.of(sql, dimension, changes, same)
                        .delete("s.removes")
                        .update("", times)
                        .text());
    }

    /** Adds the versions that are not there. */
    public String addVersions(String changes) {
        List<String> names = dimension.columns().stream().map(ColumnSpec::name).toList();
        String values = names.stream()
                .map(name -> (VALIDITY.contains(name) ? "s." : "h.") + column(name))
                .collect(Collectors.joining(", "));
        String surrogateKey = sql.identifier(surrogate);
        return "insert into " + sql.stored(dimension) + " (" + sql.identifiers(names) + ") select " + values + " from "
                + changes + " as s join " + sql.stored(history) + " as h on h." + surrogateKey + " = s." + surrogateKey
                + " where s.adds";
    }

    private String validity(String alias) {
        return sql.identifiers(alias, VALIDITY);
    }

    /** A column of the natural key, where rows of others stand beside it. */
    private static String member(int number) {
        return number == 0 ? "natural_key" : "natural_key_" + number;
    }

    /** Of the members observed. Of several columns one may be NULL, so the hash of them all is asked. */
    private String touched(String alias, String rows) {
        String by = key.size() == 1 ? column(key.get(0)) : durable;
        return alias + "." + by + " in (select t." + by + " from " + rows + " as t)";
    }

    private String time(String value) {
        return "cast(" + sql.text(value) + " as " + timestamp() + ")";
    }

    private String timestamp() {
        return sql.type(ColumnType.TIMESTAMP);
    }

    private String column(String name) {
        return sql.identifier(name);
    }
}
