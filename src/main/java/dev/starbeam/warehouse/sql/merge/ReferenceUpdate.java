package dev.starbeam.warehouse.sql.merge;

import dev.starbeam.warehouse.PublishRequest;
import dev.starbeam.warehouse.TableLoad;
import dev.starbeam.warehouse.sql.SqlDialect;
import dev.starbeam.warehouse.sql.SqlSession;
import dev.starbeam.warehouse.table.MemberReference;
import dev.starbeam.warehouse.table.TableSpec;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Points the published rows of every fact at members that came, or changed, with this batch. */
public final class ReferenceUpdate {
    private final SqlSession session;
    private final SqlDialect dialect;
    private final Map<String, TableLoad> loads = new HashMap<>();
    private final Function<TableLoad, String> rows;

    /** @param rows a table's rows to load as they stand behind FROM */
    public ReferenceUpdate(
            SqlSession session, SqlDialect dialect, PublishRequest request, Function<TableLoad, String> rows) {
        this.session = session;
        this.dialect = dialect;
        this.rows = rows;
        request.tables().forEach(table -> loads.put(table.table().qualifiedName(), table));
    }

    /** After a fact was merged. */
    public void run(TableSpec fact) throws SQLException {
        ReferenceSql sql = new ReferenceSql(dialect, fact);
        for (MemberReference reference : fact.merging().references()) {
            TableLoad observed = loads.get(reference.dimension().qualifiedName());
            if (!reference.isVersioned()) {
                session.update(sql.assignLateArrivingMembers(reference));
            } else if (observed != null && !observed.files().isEmpty()) {
                session.update(sql.assignVersions(reference, rows.apply(observed)));
            }
        }
    }
}
