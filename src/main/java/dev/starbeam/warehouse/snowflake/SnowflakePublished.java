package dev.starbeam.warehouse.snowflake;

import dev.starbeam.model.SnowflakeModel;
import dev.starbeam.warehouse.TableSpec;
import dev.starbeam.warehouse.WarehouseException;
import dev.starbeam.warehouse.audit.PublishedTables;
import dev.starbeam.warehouse.audit.TableFigures;
import dev.starbeam.warehouse.sql.SqlFigures;
import dev.starbeam.warehouse.sql.StatementObserver;
import java.sql.Connection;
import java.sql.SQLException;

/** Snowflake, looked at over one session; aggregates run on the warehouse meant for loading. */
final class SnowflakePublished implements PublishedTables {
    private final SnowflakeUri uri;
    private final SnowflakeDdl dialect;
    private final SnowflakeSession session;

    private SnowflakePublished(SnowflakeUri uri, SnowflakeModel declared, SnowflakeSession session) {
        this.uri = uri;
        this.dialect = new SnowflakeDdl(uri.database(), declared);
        this.session = session;
    }

    /** @throws WarehouseException when signing in fails, saying what to do */
    static SnowflakePublished open(SnowflakeUri uri, String pipeline, SnowflakeModel declared) {
        SnowflakeCompute compute = SnowflakeCompute.of(uri, declared);
        QueryTag tag = new QueryTag(pipeline, "audit");
        try {
            Connection connection = new SnowflakeConnector(uri).connect(tag.of(SnowflakeStep.AUDIT));
            SnowflakeSession session = new SnowflakeSession(connection, StatementObserver.NONE, compute, tag);
            session.enter(SnowflakeStep.AUDIT);
            return new SnowflakePublished(uri, declared, session);
        } catch (SQLException e) {
            throw SnowflakeFaults.explain(uri, e);
        }
    }

    @Override
    public TableFigures figures(TableSpec table) {
        return new SqlFigures(session, dialect, table, e -> SnowflakeFaults.explain(uri, e));
    }

    @Override
    public void close() {
        try (session) {
            session.rest();
        } catch (SQLException e) {
            throw SnowflakeFaults.explain(uri, e);
        }
    }
}
