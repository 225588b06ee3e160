package dev.starbeam.warehouse.sql;

import dev.starbeam.warehouse.IncompatibleTableException;
import dev.starbeam.warehouse.WarehouseException;
import dev.starbeam.warehouse.table.FormatTable;
import dev.starbeam.warehouse.table.QualityTables;
import dev.starbeam.warehouse.table.TableSpec;
import dev.starbeam.words.Counted;
import java.sql.SQLException;

/** Which format the published tables have. Those from before there were versions have none, and count as the first. */
public final class FormatVersion {
    private static final long FIRST = 1;

    private final SqlSession session;
    private final SqlDialect sql;

    public FormatVersion(SqlSession session, SqlDialect dialect) {
        this.session = session;
        this.sql = dialect;
    }

    /** @throws WarehouseException when a newer program wrote them, whose tables this one could misread */
    public void requireKnown() throws SQLException {
        long found = exists(FormatTable.SPEC) ? version() : 0;
        if (found > FormatTable.CURRENT) {
            throw new WarehouseException("the warehouse's tables have format " + Counted.number(found)
                    + ", as " + FormatTable.SPEC.qualifiedName() + " says; this Starbeam knows formats up to "
                    + FormatTable.CURRENT + ". Nothing was changed; use the newer Starbeam that wrote them");
        }
    }

    /**
     * Makes sure that a batch's keys meet those that are published.
     *
     * @param pipeline whose tables a rebuild would replace
     * @throws IncompatibleTableException when published keys were made in an older way, and the batch doesn't replace them
     */
    public void requireSameKeys(String pipeline, boolean rebuilds) throws SQLException {
        long found = published();
        if (found == 0 || found >= FormatTable.SEEDED_KEYS) {
            return;
        }
        String old = "the warehouse's tables have format " + Counted.number(found)
                + ", in which equal natural keys of different dimensions had one surrogate key. Nothing was changed. ";
        if (!rebuilds) {
            throw new IncompatibleTableException(
                    old + "Run once with --full-refresh, which reads everything again and replaces all keys");
        }
        long others = session.number(
                "select count(*) from " + sql.stored(QualityTables.LOADS) + " where " + sql.identifier("pipeline")
                        + " <> ?",
                pipeline);
        if (others > 0) {
            throw new IncompatibleTableException(
                    old + "Other pipelines publish here, too, whose keys would stay; publish to a new warehouse");
        }
    }

    /** The format of what is published; 0 when nothing is. */
    private long published() throws SQLException {
        if (exists(FormatTable.SPEC)) {
            return version();
        }
        boolean any = exists(QualityTables.LOADS)
                && session.number("select count(*) from " + sql.stored(QualityTables.LOADS)) > 0;
        return any ? FIRST : 0;
    }

    /**
     * Notes what this program writes; to be done in the transaction that publishes, when the table is there. The row is
     * replaced each time, also by an equal one, so that of two transactions at once, whatever they publish, one waits or
     * fails. No version is ever lowered.
     */
    public void note() throws SQLException {
        long version = Math.max(version(), FormatTable.CURRENT);
        session.update("delete from " + sql.stored(FormatTable.SPEC));
        session.update("insert into " + sql.stored(FormatTable.SPEC) + " (" + column(sql) + ") values (?)", version);
    }

    /** As {@link #note}, where the table may not be there, and neither is anything that two could change at once. */
    public void takeTurn() throws SQLException {
        if (exists(FormatTable.SPEC)) {
            note();
        }
    }

    /** The statement that adds the row where there is none. */
    public static String insert(SqlDialect sql) {
        String table = sql.stored(FormatTable.SPEC);
        return "insert into " + table + " (" + column(sql) + ") select " + FormatTable.CURRENT
                + " where not exists (select 1 from " + table + ")";
    }

    private long version() throws SQLException {
        Object version = session.query("select max(" + column(sql) + ") from " + sql.stored(FormatTable.SPEC))
                .get(0)
                .get(0);
        return version == null ? 0 : SqlSession.asLong(version);
    }

    private boolean exists(TableSpec table) throws SQLException {
        return session.number(
                        "select count(*) from information_schema.tables where table_catalog = current_database()"
                                + " and table_schema = ? and table_name = ?",
                        sql.catalogued(table.schema()),
                        sql.catalogued(table.name()))
                > 0;
    }

    private static String column(SqlDialect sql) {
        return sql.identifier(FormatTable.VERSION);
    }
}
