package dev.starbeam.warehouse.sql.merge;

import dev.starbeam.model.Provenance;
import dev.starbeam.warehouse.TableLoad;
import dev.starbeam.warehouse.sql.MergeInto;
import dev.starbeam.warehouse.sql.RowConditions;
import dev.starbeam.warehouse.sql.SqlDialect;
import dev.starbeam.warehouse.sql.SqlSession;
import dev.starbeam.warehouse.table.CompanionTables;
import dev.starbeam.warehouse.table.TableSpec;
import java.sql.SQLException;
import java.util.List;

/**
 * Published rows whose newer ones a batch has set aside. Rows of a fact go, and older ones don't come back, unless the fact
 * keeps them; members of a dimension stay, since facts refer to them.
 */
final class Withdrawal {
    private final SqlSession session;
    private final SqlDialect sql;
    private final TableSpec table;
    private final String rows;
    private final String aside;
    private final String batchId;

    /**
     * @param rows the rows to load as they stand behind FROM; empty when there are none
     * @param aside the keys of what was set aside, likewise
     */
    Withdrawal(SqlSession session, SqlDialect dialect, TableLoad load, String rows, String aside, String batchId) {
        this.session = session;
        this.sql = dialect;
        this.table = load.table();
        this.rows = load.files().isEmpty() ? "" : rows;
        this.aside = aside;
        this.batchId = batchId;
    }

    /** Of a batch's rows, once they are merged. */
    record Counts(long withdrawn, long staying) {}

    Counts run() throws SQLException {
        if (!table.merging().isFact()) {
            return new Counts(0, session.number(countMembers()));
        }
        long withdrawn = 0;
        if (table.merging().withdraws()) {
            String same = RowConditions.same(sql, table.key());
            withdrawn = session.update(
                    MergeInto.of(sql, table, met(true), same).delete("").text(), batchId);
            remember();
        }
        return new Counts(withdrawn, session.number("select count(*) from " + met(false) + " as met", batchId));
    }

    private void remember() throws SQLException {
        if (table.merging().remembers()) {
            TombstoneSql tombstones = new TombstoneSql(sql, table, rows);
            new RowMerge(session, sql, tombstones.tombstones(), tombstones.setAside(aside), batchId).run();
        }
    }

    /**
     * The keys of published rows of other batches that what was set aside replaces. Has one parameter, the batch's id.
     *
     * @param surely whether to leave out those of other files where duplicates hadn't been told yet
     */
    private String met(boolean surely) {
        String version = table.merging().version();
        String file = sql.identifier(Provenance.SOURCE_FILE);
        return "(select distinct " + sql.identifiers("p", table.key()) + " from " + sql.stored(table) + " as p join "
                + aside + " as s on " + RowConditions.same(sql, table.key()) + " where p."
                + sql.identifier(Provenance.BATCH_ID) + " <> ?"
                + (surely
                        ? " and (not s." + sql.identifier(CompanionTables.IN_ITS_FILE) + " or p." + file + " = s."
                                + file + ")"
                        : "")
                + (version == null ? "" : " and not " + RowConditions.newer(sql, "p", "s", version)) + ")";
    }

    /** Published members with a row that was set aside, but none in the batch. */
    private String countMembers() {
        List<String> key = CompanionTables.knownBy(table);
        String brought = rows.isEmpty() ? "" : " left join " + rows + " as r on " + RowConditions.same(sql, "r", key);
        String others =
                rows.isEmpty() ? "" : " where r." + sql.identifier(String.valueOf(table.surrogateKey())) + " is null";
        return "select count(*) from (select distinct " + sql.identifiers("p", key) + " from " + sql.stored(table)
                + " as p join " + aside + " as s on " + RowConditions.same(sql, key) + brought + others
                + ") as members";
    }

    /** A join, and a condition behind it, that leave out published rows p of a fact that keeps what newer rows replace. */
    static String keeping(SqlDialect sql, TableLoad load, String aside, String where) {
        if (load.setAside() == null || load.table().merging().withdraws()) {
            return where;
        }
        List<String> key = load.table().key();
        String kept = "(select distinct " + sql.identifiers("k", key) + ", true as is_kept from " + aside + " as k)";
        return " left join " + kept + " as a on " + RowConditions.same(sql, "a", key) + where
                + " and a.is_kept is null";
    }
}
