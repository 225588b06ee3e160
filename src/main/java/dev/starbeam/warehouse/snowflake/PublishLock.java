package dev.starbeam.warehouse.snowflake;

import static dev.starbeam.batch.ColumnType.BIGINT;
import static dev.starbeam.batch.ColumnType.TEXT;

import dev.starbeam.model.Materialization;
import dev.starbeam.warehouse.ColumnSpec;
import dev.starbeam.warehouse.QualityTables;
import dev.starbeam.warehouse.TableSpec;
import dev.starbeam.warehouse.sql.SqlDialect;
import java.sql.SQLException;
import java.util.List;

/**
 * Lets one publishing transaction at a time change the published tables. Snowflake enforces no key, and INSERTs never
 * wait for each other: two runs of one batch would both add its ledger row. A MERGE locks its table until its
 * transaction ends, so all begin by merging into this one; the statements after it see what was committed before.
 */
final class PublishLock {
    static final TableSpec TABLE = new TableSpec(
            QualityTables.SCHEMA,
            "publish_lock",
            List.of(
                    ColumnSpec.required("lock_id", BIGINT, "Always 1."),
                    ColumnSpec.required("batch_id", TEXT, "The batch that held it last.")),
            List.of("lock_id"),
            null,
            null,
            Materialization.TABLE,
            "One row, which a publishing transaction changes first, so that no two run at once.");

    private PublishLock() {}

    static void acquire(SnowflakeSession session, SqlDialect sql, String batchId) throws SQLException {
        String id = sql.identifier("lock_id");
        String batch = sql.identifier("batch_id");
        session.update(
                "merge into " + sql.stored(TABLE) + " as p\nusing (select 1 as lock_id) as s\non p." + id
                        + " = s.lock_id\nwhen matched then update set " + batch
                        + " = ?\nwhen not matched then insert (" + id + ", " + batch + ") values (s.lock_id, ?)",
                batchId,
                batchId);
    }
}
