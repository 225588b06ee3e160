package dev.starbeam.warehouse.snowflake.session;

import java.io.PrintWriter;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Signs in for SnowflakeIO, on whichever worker it runs. It travels with the graph and so holds references to secrets,
 * never secrets: {@link SnowflakeConnector} looks them up for each connection.
 *
 * @param uri which account, and where the secrets are
 * @param warehouse the one that computes
 * @param queryTag whose statements these are
 */
public record SnowflakeDataSource(SnowflakeUri uri, String warehouse, String queryTag)
        implements DataSource, Serializable {
    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = new SnowflakeConnector(uri).connect(queryTag);
        try (Statement statement = connection.createStatement()) {
            statement.execute("use warehouse " + SnowflakeSql.name(warehouse));
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("how to sign in is said by the warehouse's URI");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        throw new SQLFeatureNotSupportedException("no log writer");
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException("the driver's own login timeout holds");
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("no java.util.logging");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLFeatureNotSupportedException("wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
