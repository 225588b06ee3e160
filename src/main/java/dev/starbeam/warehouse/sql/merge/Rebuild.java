package dev.starbeam.warehouse.sql.merge;

import dev.starbeam.warehouse.PublishRequest;
import dev.starbeam.warehouse.TableLoad;
import dev.starbeam.warehouse.sql.SqlDialect;
import dev.starbeam.warehouse.sql.SqlSession;
import dev.starbeam.warehouse.table.CompanionTables;
import dev.starbeam.warehouse.table.StarTables;
import dev.starbeam.warehouse.table.TableSpec;
import java.sql.SQLException;
import java.util.List;

/**
 * Empties the dimensions and facts that a batch rebuilds, with what they remember, in the transaction that fills them
 * again: readers see the old star or the new one. What quality knows of earlier batches stays.
 */
public final class Rebuild {
    private Rebuild() {}

    /** Does nothing unless the request asks for it. */
    public static void empty(SqlSession session, SqlDialect sql, PublishRequest request) throws SQLException {
        if (!request.rebuild()) {
            return;
        }
        List<TableSpec> star = request.tables().stream()
                .map(TableLoad::table)
                .filter(table -> table.schema().equals(StarTables.SCHEMA))
                .toList();
        for (TableSpec table : CompanionTables.with(star)) {
            session.update("delete from " + sql.stored(table));
        }
        new ScdTypeChange(session, sql).empty(star);
    }
}
