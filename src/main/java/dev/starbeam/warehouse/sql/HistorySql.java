package dev.starbeam.warehouse.sql;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.model.DimensionModel;
import dev.starbeam.warehouse.table.CompanionTables;
import dev.starbeam.warehouse.table.Merging;
import dev.starbeam.warehouse.table.TableSpec;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Derives the versions of a dimension with history from its observations: of those of a member, by time, each that
 * differs from the one before begins a version.
 *
 * <p>After a batch's observations were merged into {@link #history}: {@link #turnMembersIntoVersions}, {@link #removeVersions}, then
 * merge {@link #versions} into {@link #table}.
 */
public final class HistorySql {
    /** Since when a member's first version is valid. */
    static final String EVER = "0001-01-01 00:00:00";

    /** Until when a current version is valid. */
    static final String NEVER = "9999-12-31 00:00:00";

    private final SqlDialect sql;
    private final TableSpec dimension;
    private final String surrogate;
    private final String key;
    private final String version;
    private final String durable;
    private final TableSpec history;

    public HistorySql(SqlDialect dialect, TableSpec dimension, Merging.ScdType2 merging) {
        String surrogateKey = dimension.surrogateKey();
        if (surrogateKey == null) {
            throw new IllegalArgumentException(dimension.qualifiedName() + " has history but no surrogate key");
        }
        this.sql = dialect;
        this.dimension = dimension;
        this.surrogate = surrogateKey;
        this.key = dialect.identifier(merging.naturalKey());
        this.version = dialect.identifier(merging.version());
        this.durable = dialect.identifier(merging.durableKey());
        this.history = CompanionTables.history(dimension, merging);
    }

    /** Where the observations are. */
    public TableSpec history() {
        return history;
    }

    /** The dimension as versions are merged into it: by surrogate key. */
    public TableSpec table() {
        return new TableSpec(
                dimension.schema(),
                dimension.name(),
                dimension.columns(),
                List.of(surrogate),
                surrogate,
                null,
                new Merging.ScdType1(null),
                dimension.materialized(),
                dimension.description());
    }

    /** Members published as type 1 or 0, before the dimension had a history, become versions that were always valid. */
    public String turnMembersIntoVersions() {
        return "update " + sql.stored(dimension) + " set " + durable + " = " + sql.identifier(surrogate) + ", "
                + column(DimensionModel.VALID_FROM) + " = " + time(EVER) + ", " + column(DimensionModel.VALID_TO)
                + " = " + time(NEVER) + ", " + column(DimensionModel.IS_CURRENT) + " = true where "
                + column(DimensionModel.VALID_FROM) + " is null";
    }

    /**
     * Deletes versions that are none any more.
     *
     * @param rows the batch's observations, as they stand behind FROM
     */
    public String removeVersions(String rows) {
        String surrogateKey = sql.identifier(surrogate);
        String outdated = "(select d." + surrogateKey + " from "
                + sql.stored(dimension) + " as d left join " + versions(rows) + " as v on v." + surrogateKey + " = d."
                + surrogateKey + " where v." + surrogateKey + " is null and d." + touched(rows) + ")";
        return MergeInto.of(sql, dimension, outdated, "p." + surrogateKey + " = s." + surrogateKey)
                .delete("")
                .text();
    }

    /** The versions of the members observed by {@code rows}, with every column of the dimension. */
    public String versions(String rows) {
        return versionsWhere(" where h." + touched(rows));
    }

    /** The versions of all members. */
    public String allVersions() {
        return versionsWhere("");
    }

    private String versionsWhere(String condition) {
        String order = " over (partition by " + key + " order by " + version + " nulls first)";
        String changes = "(select h.*, lag(h." + column(DimensionModel.ROW_HASH) + ") over (partition by h." + key
                + " order by h." + version + " nulls first) as previous_hash from " + sql.stored(history) + " as h"
                + condition + ") as o where o.previous_hash is null or o.previous_hash <> o."
                + column(DimensionModel.ROW_HASH);
        String bounds = "(select o.*, row_number()" + order + " as version_number, lead(" + "cast(" + version + " as "
                + timestamp() + "))" + order + " as next_version from " + changes + ") as b";
        return "(select "
                + dimension.columns().stream().map(c -> value(c.name())).collect(Collectors.joining(", ")) + " from "
                + bounds + ")";
    }

    private String value(String name) {
        String value = switch (name) {
            case DimensionModel.VALID_FROM ->
                "case when b.version_number = 1 then " + time(EVER) + " else cast(b." + version + " as " + timestamp()
                        + ") end";
            case DimensionModel.VALID_TO -> "coalesce(b.next_version, " + time(NEVER) + ")";
            case DimensionModel.IS_CURRENT -> "b.next_version is null";
            default -> "b." + column(name);
        };
        return value + " as " + column(name);
    }

    private String touched(String rows) {
        return key + " in (select t." + key + " from " + rows + " as t)";
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
