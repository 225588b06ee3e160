package dev.starbeam.warehouse.snowflake;

import dev.starbeam.model.MartModel;
import dev.starbeam.model.Materialization;
import dev.starbeam.warehouse.MartFailedException;
import dev.starbeam.warehouse.MartsReceipt;
import dev.starbeam.warehouse.MartsReceipt.MartReceipt;
import dev.starbeam.warehouse.sql.Ledger;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds marts. In Snowflake each CREATE OR REPLACE commits by itself and swaps one whole mart: readers see each mart old
 * or new, never half; when one fails, those before it are new already and the next try builds all again.
 */
final class SnowflakeMarts {
    private static final String SCHEMA = "marts";

    private final SnowflakeSession session;
    private final SnowflakeDdl dialect;

    SnowflakeMarts(SnowflakeSession session, SnowflakeDdl dialect) {
        this.session = session;
        this.dialect = dialect;
    }

    MartsReceipt build(String batchId, List<MartModel> marts, LocalDateTime now) throws SQLException {
        Ledger ledger = new Ledger(session, dialect);
        if (ledger.martsAreBuilt(batchId)) {
            return new MartsReceipt(false, List.of());
        }
        session.execute("create schema if not exists " + dialect.identifier(SCHEMA));
        dropOtherKinds(marts);
        List<MartReceipt> receipts = new ArrayList<>();
        for (MartModel mart : marts) {
            receipts.add(build(mart));
        }
        ledger.noteMartsBuilt(now);
        return new MartsReceipt(true, receipts);
    }

    /** CREATE OR REPLACE replaces only its own kind. */
    private void dropOtherKinds(List<MartModel> marts) throws SQLException {
        Map<String, String> kinds = new HashMap<>();
        for (List<@Nullable Object> row : session.query(
                "select table_name, table_type from information_schema.tables where table_catalog ="
                        + " current_database() and table_schema = ?",
                dialect.catalogued(SCHEMA))) {
            kinds.put(String.valueOf(row.get(0)), String.valueOf(row.get(1)));
        }
        for (MartModel mart : marts) {
            String kind = kinds.get(dialect.catalogued(mart.name()));
            boolean isView = "VIEW".equals(kind);
            if (kind != null && isView != (mart.materialized() == Materialization.VIEW)) {
                session.execute("drop " + (isView ? "view " : "table ") + name(mart));
            }
        }
    }

    private String name(MartModel mart) {
        return dialect.identifier(SCHEMA) + "." + dialect.identifier(mart.name());
    }

    private MartReceipt build(MartModel mart) throws SQLException {
        long started = System.nanoTime();
        boolean view = mart.materialized() == Materialization.VIEW;
        String name = name(mart);
        try {
            session.execute(
                    "create or replace " + (view ? "view " : "table ") + name + " as (\n" + query(mart) + "\n)");
            long rows = view ? -1 : session.number("select count(*) from " + name);
            return new MartReceipt(mart.name(), rows, (System.nanoTime() - started) / 1_000_000);
        } catch (SQLException e) {
            if (SnowflakeFaults.isTransient(e)) {
                throw e;
            }
            throw new MartFailedException(
                    "mart " + mart.file() + " failed: " + e.getMessage()
                            + ". It stays as it was, and so do the marts after it; the star schema is published",
                    e);
        }
    }

    private static String query(MartModel mart) {
        String sql = mart.sql().strip();
        return sql.endsWith(";") ? sql.substring(0, sql.length() - 1) : sql;
    }
}
