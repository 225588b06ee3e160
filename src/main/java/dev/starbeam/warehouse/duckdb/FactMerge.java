package dev.starbeam.warehouse.duckdb;

import static dev.starbeam.warehouse.duckdb.DuckDbSql.name;
import static dev.starbeam.warehouse.duckdb.DuckDbSql.stored;

import dev.starbeam.warehouse.Merging;
import dev.starbeam.warehouse.TableSpec;
import dev.starbeam.warehouse.sql.MergeSql;
import dev.starbeam.warehouse.sql.ReferenceSql;
import dev.starbeam.warehouse.sql.SqlSession;
import dev.starbeam.warehouse.sql.TombstoneSql;
import java.sql.SQLException;
import java.util.stream.Collectors;

/** Merges a batch's rows into a fact: deletes, replaces, inserts. */
final class FactMerge {
    private final SqlSession session;
    private final TableSpec fact;
    private final Merging.Facts merging;
    private final String rows;
    private final String batchId;

    FactMerge(SqlSession session, TableSpec fact, Merging.Facts merging, String rows, String batchId) {
        this.session = session;
        this.fact = fact;
        this.merging = merging;
        this.rows = rows;
        this.batchId = batchId;
    }

    /** A deleted row counts as replaced. */
    RowMerge.Counts run() throws SQLException {
        ReferenceSql references = new ReferenceSql(DuckDbWarehouse.DIALECT, fact);
        if (merging.deletes()) {
            TombstoneSql tombstones = new TombstoneSql(DuckDbWarehouse.DIALECT, fact, rows);
            new RowMerge(session, tombstones.tombstones(), tombstones.deletions(), batchId).run();
            long deleted = session.update(tombstones.delete());
            RowMerge.Counts living =
                    new RowMerge(session, fact, references.resolved(tombstones.living()), batchId).run();
            return new RowMerge.Counts(living.inserted(), living.replaced() + deleted);
        }
        String resolved = references.resolved(rows);
        return merging.version() == null ? replaceAll(resolved) : new RowMerge(session, fact, resolved, batchId).run();
    }

    /** Every row is written, so what they replace can go first: on a large table that takes less than a MERGE. */
    private RowMerge.Counts replaceAll(String resolved) throws SQLException {
        String same = fact.key().stream()
                .map(column -> "p." + name(column) + " is not distinct from s." + name(column))
                .collect(Collectors.joining(" and "));
        long replaced = fact.key().isEmpty() || RowMerge.isEmpty(session, fact)
                ? 0
                : session.update("delete from " + stored(fact) + " as p using " + rows + " as s where " + same);
        String insert = new MergeSql(DuckDbWarehouse.DIALECT, fact, resolved).insertAll();
        long written = fact.batchColumn() == null ? session.update(insert) : session.update(insert, batchId);
        return new RowMerge.Counts(written - replaced, replaced);
    }
}
