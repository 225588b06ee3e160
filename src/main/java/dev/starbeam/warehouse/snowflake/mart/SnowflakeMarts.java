package dev.starbeam.warehouse.snowflake.mart;

import dev.starbeam.model.MartModel;
import dev.starbeam.model.Materialization;
import dev.starbeam.warehouse.MartFailedException;
import dev.starbeam.warehouse.MartsReceipt;
import dev.starbeam.warehouse.MartsReceipt.MartReceipt;
import dev.starbeam.warehouse.snowflake.layout.LockedTransaction;
import dev.starbeam.warehouse.snowflake.layout.SnowflakeDdl;
import dev.starbeam.warehouse.snowflake.mart.SnowflakeMart.Existing;
import dev.starbeam.warehouse.snowflake.mart.SnowflakeMart.Kind;
import dev.starbeam.warehouse.snowflake.options.SnowflakeOptions;
import dev.starbeam.warehouse.snowflake.query.SnowflakeQuery;
import dev.starbeam.warehouse.snowflake.session.SnowflakeFaults;
import dev.starbeam.warehouse.snowflake.session.SnowflakeSession;
import dev.starbeam.warehouse.snowflake.session.SnowflakeSql;
import dev.starbeam.warehouse.sql.Ledger;
import dev.starbeam.warehouse.sql.mart.IncrementalMarts;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Builds marts. In Snowflake each CREATE OR REPLACE commits by itself and swaps one whole mart: readers see each mart old
 * or new, never half; when one fails, those before it are new already and the next try builds all again.
 *
 * <p>Nothing keeps another run from publishing a batch and building the same marts meanwhile, and of two builds the one
 * that ends last stays, though it may have begun before the batch came. So marts are built again until no batch has come
 * since they were begun, and only batches that were there then are noted as built.
 */
public final class SnowflakeMarts {
    private static final String SCHEMA = "marts";
    private static final String UNCHANGED = "It stays as it was, and so do the marts after it";
    private static final String GONE =
            "What had its name is gone, since it was no mart of this kind; the marts after it stay as they were";

    private final SnowflakeSession session;
    private final SnowflakeDdl dialect;
    private final LockedTransaction transaction;
    private final String warehouse;

    /**
     * One try.
     *
     * @param transaction that of all tries, in which groups are built
     * @param warehouse what refreshes dynamic tables
     */
    public SnowflakeMarts(
            SnowflakeSession session, SnowflakeDdl dialect, LockedTransaction transaction, String warehouse) {
        this.session = session;
        this.dialect = dialect;
        this.transaction = transaction;
        this.warehouse = warehouse;
    }

    public MartsReceipt build(String batchId, List<MartModel> marts, LocalDateTime now) throws SQLException {
        Ledger ledger = new Ledger(session, dialect);
        String fingerprint = MartModel.fingerprint(marts);
        if (ledger.martsAreBuilt(batchId, fingerprint)) {
            return new MartsReceipt(false, List.of());
        }
        ensureSchema();
        List<String> held;
        long batches;
        List<MartReceipt> receipts;
        do {
            held = ledger.batchesWithoutMarts(batchId);
            batches = ledger.batchesBeside(batchId);
            receipts = build(batchId, held, marts);
        } while (ledger.batchesBeside(batchId) != batches);
        incremental().noteBuilt(marts, held);
        ledger.noteMartsBuilt(batchId, held, fingerprint, now);
        return new MartsReceipt(true, receipts);
    }

    /** A mart's SQL as Snowflake knows it. */
    public static String translated(String sql) {
        return SnowflakeQuery.of(sql, SnowflakeSql::name).sql();
    }

    /** The statements that build marts where none is. */
    public static List<String> statements(List<MartModel> marts, SnowflakeOptions options) {
        return marts.stream()
                .flatMap(mart -> new SnowflakeMart(mart, options.marts().warehouse())
                        .statements(Optional.empty(), Optional.empty()).stream())
                .toList();
    }

    private IncrementalMarts incremental() {
        return new IncrementalMarts(session, dialect, SnowflakeMarts::translated);
    }

    private List<MartReceipt> build(String batchId, List<String> held, List<MartModel> marts) throws SQLException {
        Map<String, Existing> existing = existing();
        List<MartReceipt> receipts = new ArrayList<>();
        for (MartModel mart : marts) {
            Optional<Existing> there = Optional.ofNullable(existing.get(dialect.catalogued(mart.name())));
            boolean byGroups = there.filter(other -> other.kind() == Kind.TABLE).isPresent()
                    && incremental().canBuild(mart, held);
            receipts.add(receipt(mart, () -> {
                if (byGroups) {
                    change(batchId, incremental().statements(mart));
                } else {
                    replace(mart, existing);
                }
            }));
        }
        return receipts;
    }

    /** Asked before, since even CREATE SCHEMA IF NOT EXISTS takes a privilege that the loader hasn't. */
    private void ensureSchema() throws SQLException {
        long there = session.number(
                "select count(*) from information_schema.schemata where catalog_name = current_database() and"
                        + " schema_name = ?",
                dialect.catalogued(SCHEMA));
        if (there == 0) {
            session.execute("create schema if not exists " + dialect.identifier(SCHEMA));
        }
    }

    private Map<String, Existing> existing() throws SQLException {
        Map<String, Existing> marts = new HashMap<>();
        for (List<@Nullable Object> row : session.query(
                "select table_name, table_type, is_dynamic from information_schema.tables where table_catalog ="
                        + " current_database() and table_schema = ?",
                dialect.catalogued(SCHEMA))) {
            Kind kind = Kind.of(String.valueOf(row.get(1)), String.valueOf(row.get(2)));
            marts.put(String.valueOf(row.get(0)), new Existing(kind, ""));
        }
        if (marts.values().stream().anyMatch(mart -> mart.kind() == Kind.DYNAMIC_TABLE)) {
            for (Map<String, @Nullable Object> row :
                    session.show("show dynamic tables in schema " + dialect.ofDatabase(dialect.identifier(SCHEMA)))) {
                marts.put(
                        String.valueOf(row.get("name")),
                        new Existing(Kind.DYNAMIC_TABLE, String.valueOf(row.get("comment"))));
            }
        }
        return marts;
    }

    private interface Build {
        void run() throws SQLException;
    }

    private MartReceipt receipt(MartModel mart, Build build) throws SQLException {
        long started = System.nanoTime();
        try {
            build.run();
            return new MartReceipt(mart.name(), rows(mart), (System.nanoTime() - started) / 1_000_000);
        } catch (SQLException e) {
            if (SnowflakeFaults.isTransient(e)) {
                throw e;
            }
            throw failed(mart, UNCHANGED, e);
        } catch (IllegalArgumentException e) {
            throw failed(mart, UNCHANGED, e);
        }
    }

    private void replace(MartModel mart, Map<String, Existing> existing) throws SQLException {
        SnowflakeMart replacement = new SnowflakeMart(mart, warehouse);
        Optional<Existing> there = Optional.ofNullable(existing.get(dialect.catalogued(mart.name())));
        Optional<Existing> next = Optional.ofNullable(existing.get(dialect.catalogued(replacement.nextName())));
        boolean isMade = false;
        boolean dropped = false;
        for (String statement : replacement.statements(there, next)) {
            execute(mart, statement, dropped);
            dropped |= isMade && statement.startsWith("drop ");
            isMade |= statement.startsWith("create ");
        }
    }

    private void execute(MartModel mart, String statement, boolean dropped) throws SQLException {
        try {
            session.execute(statement);
        } catch (SQLException e) {
            if (dropped && !SnowflakeFaults.isTransient(e)) {
                throw failed(mart, GONE, e);
            }
            throw e;
        }
    }

    /** One after the other with other runs, each of which sees what those before it wrote. */
    private void change(String batchId, List<String> statements) throws SQLException {
        transaction.run(session, batchId, () -> {
            for (String statement : statements) {
                session.execute(statement);
            }
            return true;
        });
    }

    private long rows(MartModel mart) throws SQLException {
        return mart.materialized() == Materialization.TABLE || mart.materialized() == Materialization.INCREMENTAL
                ? session.number(
                        "select count(*) from " + dialect.identifier(SCHEMA) + "." + dialect.identifier(mart.name()))
                : -1;
    }

    private static MartFailedException failed(MartModel mart, String state, Exception cause) {
        return new MartFailedException(
                "mart " + mart.file() + " failed: " + cause.getMessage() + ". " + state
                        + "; the star schema is published",
                cause);
    }
}
