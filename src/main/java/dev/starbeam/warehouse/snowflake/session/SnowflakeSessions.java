package dev.starbeam.warehouse.snowflake.session;

import dev.starbeam.warehouse.WarehouseException;
import dev.starbeam.warehouse.sql.StatementObserver;
import java.sql.SQLException;

/**
 * Signs in, as often as it takes: every session is for the same work.
 *
 * @param uri where
 * @param observer told of every statement
 * @param compute what the statements run on
 * @param tag what they are for
 */
public record SnowflakeSessions(SnowflakeUri uri, StatementObserver observer, SnowflakeCompute compute, QueryTag tag) {
    public SnowflakeSession open() throws SQLException {
        return new SnowflakeSession(
                new SnowflakeConnector(uri).connect(tag.of(SnowflakeStep.LEDGER)), observer, compute, tag);
    }

    /** For people; see {@link SnowflakeFaults}. */
    public WarehouseException explain(SQLException e) {
        return SnowflakeFaults.explain(uri, e);
    }
}
