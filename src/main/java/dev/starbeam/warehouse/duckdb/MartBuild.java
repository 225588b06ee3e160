package dev.starbeam.warehouse.duckdb;

import static dev.starbeam.warehouse.duckdb.DuckDbSql.name;

import dev.starbeam.model.MartModel;
import dev.starbeam.model.Materialization;
import dev.starbeam.warehouse.MartFailedException;
import dev.starbeam.warehouse.MartsReceipt.MartReceipt;
import dev.starbeam.warehouse.sql.SqlSession;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Replaces one mart by what its query returns now; a dynamic table is a table that every run replaces. */
final class MartBuild {
    private final SqlSession session;
    private final MartModel mart;

    MartBuild(SqlSession session, MartModel mart) {
        this.session = session;
        this.mart = mart;
    }

    /** @param changes what brings it up to date; when there is nothing, or no such table, it is replaced */
    MartReceipt run(List<String> changes) throws SQLException {
        long started = System.nanoTime();
        dropOtherKind();
        try {
            if (changes.isEmpty() || !isThere()) {
                replace();
            } else {
                for (String change : changes) {
                    session.execute(change);
                }
            }
            long rows = mart.materialized() == Materialization.VIEW
                    ? -1
                    : session.number("select count(*) from " + marts());
            return new MartReceipt(mart.name(), rows, (System.nanoTime() - started) / 1_000_000);
        } catch (SQLException e) {
            if (DuckDbFaults.isConflict(e)) {
                throw e;
            }
            throw new MartFailedException(
                    "mart " + mart.file() + " failed: " + e.getMessage()
                            + ". The marts stay as they were; the star schema is published",
                    e);
        }
    }

    private void replace() throws SQLException {
        session.execute(replacement(mart));
    }

    /** The statement that makes a mart, or replaces one of its kind. */
    static String replacement(MartModel mart) {
        String kind = mart.materialized() == Materialization.VIEW ? "view " : "table ";
        // In parentheses, where a second statement is a syntax error.
        return "create or replace " + kind + marts(mart) + " as (\n" + mart.query() + "\n)";
    }

    private boolean isThere() throws SQLException {
        return session.number(
                        "select count(*) from information_schema.tables where table_catalog = current_database()"
                                + " and table_schema = 'marts' and table_name = ?",
                        mart.name())
                == 1;
    }

    /** CREATE OR REPLACE replaces only its own kind. */
    private void dropOtherKind() throws SQLException {
        String wanted = mart.materialized() == Materialization.VIEW ? "VIEW" : "BASE TABLE";
        List<List<@Nullable Object>> others = session.query(
                "select table_type from information_schema.tables where table_catalog = current_database()"
                        + " and table_schema = 'marts' and table_name = ? and table_type <> ?",
                mart.name(),
                wanted);
        if (!others.isEmpty()) {
            session.execute("drop " + ("VIEW".equals(others.get(0).get(0)) ? "view " : "table ") + marts());
        }
    }

    private String marts() {
        return marts(mart);
    }

    private static String marts(MartModel mart) {
        return "marts." + name(mart.name());
    }
}
