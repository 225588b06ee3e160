package dev.starbeam.warehouse.sql.merge;

import dev.starbeam.model.Provenance;
import dev.starbeam.warehouse.sql.MergeInto;
import dev.starbeam.warehouse.sql.RowConditions;
import dev.starbeam.warehouse.sql.SqlDialect;
import dev.starbeam.warehouse.table.CompanionTables;
import dev.starbeam.warehouse.table.TableSpec;

/**
 * Deletes rows of a fact for good: a row that is older than what deleted it does not come back, whichever is
 * published first; of one version, what is published later counts.
 *
 * <p>Merge {@link #deletions} into {@link #tombstones}, run {@link #delete}, then merge {@link #kept} into the fact.
 */
public final class TombstoneSql {
    private final SqlDialect sql;
    private final TableSpec fact;
    private final TableSpec tombstones;
    private final String version;
    private final String rows;

    /** @param rows the rows to load, as they stand behind FROM */
    public TombstoneSql(SqlDialect dialect, TableSpec fact, String rows) {
        this.sql = dialect;
        this.fact = fact;
        this.tombstones = CompanionTables.tombstones(fact);
        this.version = String.valueOf(fact.merging().version());
        this.rows = rows;
    }

    /** Where deletions are remembered. */
    public TableSpec tombstones() {
        return tombstones;
    }

    /** The rows that delete others. */
    public String deletions() {
        return "(select " + sql.identifiers("r", tombstones.loadedColumns()) + " from " + rows + " as r where "
                + deleted("r") + ")";
    }

    /** Deletes the published rows that they delete. */
    public String delete() {
        return MergeInto.of(sql, fact, deletions(), RowConditions.same(sql, fact.key()))
                .delete("not " + RowConditions.newer(sql, "p", "s", version))
                .text();
    }

    /** The other rows, without those that were deleted before they came. */
    public String kept() {
        return "(select " + sql.identifiers("s", fact.loadedColumns()) + " from " + rows + " as s left join "
                + sql.stored(tombstones) + " as p on " + RowConditions.same(sql, fact.key()) + " where "
                + (fact.merging().deletes() ? "not " + deleted("s") + " and " : "") + "(p."
                + sql.identifier(Provenance.BATCH_ID) + " is null or "
                + "not " + RowConditions.newer(sql, "p", "s", version) + "))";
    }

    /** The newest row of each key that was set aside, if it was the one that counts. */
    String setAside(String aside) {
        String keys = sql.identifiers("a", fact.key());
        String newest = fact.key().contains(version)
                ? ""
                : ", max(a." + sql.identifier(version) + ") as " + sql.identifier(version);
        return "(select " + keys + newest + " from " + aside + " as a where not a."
                + sql.identifier(CompanionTables.IN_ITS_FILE) + " group by " + keys + ")";
    }

    private String deleted(String row) {
        return "coalesce(" + row + "." + sql.identifier(Provenance.DELETED) + ", false)";
    }
}
