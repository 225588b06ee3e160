package dev.starbeam.warehouse.snowflake.layout;

import static dev.starbeam.batch.ColumnType.BIGINT;
import static dev.starbeam.batch.ColumnType.TEXT;

import dev.starbeam.model.Materialization;
import dev.starbeam.warehouse.WarehouseException;
import dev.starbeam.warehouse.snowflake.session.SnowflakeSession;
import dev.starbeam.warehouse.sql.SqlDialect;
import dev.starbeam.warehouse.table.ColumnSpec;
import dev.starbeam.warehouse.table.QualityTables;
import dev.starbeam.warehouse.table.TableSpec;
import java.sql.SQLException;
import java.util.List;

/**
 * Lets one publishing transaction at a time change the published tables. Snowflake enforces no key, and INSERTs never
 * wait for each other: two runs of one batch would both add its ledger row. An UPDATE locks what it changes until its
 * transaction ends, so all begin by updating this table's row; the statements after it see what was committed before.
 */
final class PublishLock {
    static final TableSpec TABLE = new TableSpec(
            QualityTables.SCHEMA,
            "publish_lock",
            List.of(
                    ColumnSpec.required("lock_id", BIGINT, "Always 1."),
                    ColumnSpec.required("batch_id", TEXT, "The batch that held it last.")),
            List.of(),
            null,
            null,
            Materialization.TABLE,
            "One row, which a publishing transaction changes first, so that no two run at once.");

    private PublishLock() {}

    /**
     * Makes the row; to be done before each transaction that acquires the lock, since nothing waits for an INSERT. Should
     * two runs make it at once there are two, and both are updated by whoever acquires the lock.
     */
    static void ensure(SnowflakeSession session, SqlDialect sql) throws SQLException {
        session.execute(ensure(sql));
    }

    /** The statement. */
    static String ensure(SqlDialect sql) {
        String id = sql.identifier("lock_id");
        return "insert into " + sql.stored(TABLE) + " (" + id + ", " + sql.identifier("batch_id")
                + ") select 1, '' where not exists (select 1 from " + sql.stored(TABLE) + " where " + id + " = 1)";
    }

    /** The statement that waits for the transaction that has it, if there is one. */
    static String acquire(SqlDialect sql, String batch) {
        return "update " + sql.stored(TABLE) + " set " + sql.identifier("batch_id") + " = " + batch + " where "
                + sql.identifier("lock_id") + " = 1";
    }

    /** Waits for the transaction that has it, if there is one. */
    static void acquire(SnowflakeSession session, SqlDialect sql, String batchId) throws SQLException {
        if (session.update(acquire(sql, "?"), batchId) == 0) {
            throw new WarehouseException("the row of " + TABLE.qualifiedName()
                    + " was deleted while the batch was being published, so nothing"
                    + " keeps runs apart. Nothing was published; run again, which makes it anew");
        }
    }
}
