package dev.starbeam.warehouse.snowflake;

import dev.starbeam.pushdown.TableFigures;
import dev.starbeam.warehouse.PublishedTables;
import dev.starbeam.warehouse.WarehouseException;
import dev.starbeam.warehouse.snowflake.layout.SnowflakeDdl;
import dev.starbeam.warehouse.snowflake.options.SnowflakeOptions;
import dev.starbeam.warehouse.snowflake.session.QueryTag;
import dev.starbeam.warehouse.snowflake.session.SnowflakeCompute;
import dev.starbeam.warehouse.snowflake.session.SnowflakeSession;
import dev.starbeam.warehouse.snowflake.session.SnowflakeSessions;
import dev.starbeam.warehouse.snowflake.session.SnowflakeStep;
import dev.starbeam.warehouse.snowflake.session.SnowflakeUri;
import dev.starbeam.warehouse.sql.FormatVersion;
import dev.starbeam.warehouse.sql.StatementObserver;
import dev.starbeam.warehouse.sql.figure.SqlFigures;
import dev.starbeam.warehouse.table.TableSpec;
import java.sql.SQLException;
import java.util.function.Function;

/** Snowflake, looked at over one session; aggregates run on the warehouse meant for loading. */
public final class SnowflakePublished implements PublishedTables {
    private final SnowflakeSessions sessions;
    private final SnowflakeDdl dialect;
    private final SnowflakeSession session;

    private SnowflakePublished(SnowflakeSessions sessions, SnowflakeOptions declared, SnowflakeSession session) {
        this.sessions = sessions;
        this.dialect = new SnowflakeDdl(sessions.uri().database(), declared);
        this.session = session;
    }

    /** @throws WarehouseException when signing in fails, saying what to do */
    public static SnowflakePublished open(SnowflakeUri uri, String pipeline, SnowflakeOptions declared) {
        SnowflakeSessions sessions = new SnowflakeSessions(
                uri, StatementObserver.NONE, SnowflakeCompute.of(uri, declared), () -> new QueryTag(pipeline, "audit"));
        try {
            return open(sessions, declared, sessions.open());
        } catch (SQLException e) {
            throw sessions.explain(e);
        }
    }

    private static SnowflakePublished open(
            SnowflakeSessions sessions, SnowflakeOptions declared, SnowflakeSession session) throws SQLException {
        try {
            session.enter(SnowflakeStep.AUDIT);
            SnowflakePublished published = new SnowflakePublished(sessions, declared, session);
            new FormatVersion(session, published.dialect).requireKnown();
            return published;
        } catch (SQLException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    @Override
    public TableFigures figures(TableSpec table, Function<String, TableSpec> tables) {
        return new SqlFigures(session, dialect, table, tables, sessions::explain);
    }

    @Override
    public void close() {
        try (session) {
            session.rest();
        } catch (SQLException e) {
            throw sessions.explain(e);
        }
    }
}
