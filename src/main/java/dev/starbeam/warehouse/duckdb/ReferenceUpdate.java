package dev.starbeam.warehouse.duckdb;

import dev.starbeam.warehouse.MemberReference;
import dev.starbeam.warehouse.Merging;
import dev.starbeam.warehouse.PublishRequest;
import dev.starbeam.warehouse.StagedTable;
import dev.starbeam.warehouse.TableSpec;
import dev.starbeam.warehouse.sql.ReferenceSql;
import dev.starbeam.warehouse.sql.SqlSession;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Points the published rows of every fact at members that came, or changed, with this batch. */
final class ReferenceUpdate {
    private final SqlSession session;
    private final Map<String, List<String>> files = new HashMap<>();

    ReferenceUpdate(SqlSession session, PublishRequest request) {
        this.session = session;
        for (StagedTable staged : request.tables()) {
            files.put(staged.table().qualifiedName(), staged.files());
        }
    }

    void run(TableSpec fact) throws SQLException {
        if (fact.merging() instanceof Merging.Facts facts) {
            ReferenceSql sql = new ReferenceSql(DuckDbWarehouse.DIALECT, fact);
            for (MemberReference reference : facts.references()) {
                List<String> observed = files.getOrDefault(reference.dimension().qualifiedName(), List.of());
                if (!reference.isVersioned()) {
                    session.update(sql.adopt(reference));
                } else if (!observed.isEmpty()) {
                    session.update(sql.repoint(reference, DuckDbSql.rowsOf(observed)));
                }
            }
        }
    }
}
