package dev.starbeam.warehouse.snowflake.session;

import dev.starbeam.warehouse.WarehouseException;
import dev.starbeam.warehouse.sql.StatementObserver;
import java.sql.SQLException;
import java.util.function.Supplier;

/**
 * Signs in, as often as it takes.
 *
 * @param uri where
 * @param observer told of every statement
 * @param compute what the statements run on
 * @param tag what they are for just now
 */
public record SnowflakeSessions(
        SnowflakeUri uri, StatementObserver observer, SnowflakeCompute compute, Supplier<QueryTag> tag) {
    public SnowflakeSession open() throws SQLException {
        return new SnowflakeSession(
                new SnowflakeConnector(uri).connect(tag.get().of(SnowflakeStep.LEDGER)), observer, compute, tag);
    }

    /** For people; see {@link SnowflakeFaults}. */
    public WarehouseException explain(SQLException e) {
        return SnowflakeFaults.explain(uri, e);
    }
}
