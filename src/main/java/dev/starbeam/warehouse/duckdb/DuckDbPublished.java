package dev.starbeam.warehouse.duckdb;

import dev.starbeam.pushdown.TableFigures;
import dev.starbeam.warehouse.PublishedTables;
import dev.starbeam.warehouse.WarehouseException;
import dev.starbeam.warehouse.sql.SqlSession;
import dev.starbeam.warehouse.sql.StatementObserver;
import dev.starbeam.warehouse.sql.figure.SqlFigures;
import dev.starbeam.warehouse.table.TableSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Function;

/** A DuckDB file opened read-only, beside others that only read. */
final class DuckDbPublished implements PublishedTables {
    private final Path file;
    private final Connection connection;
    private final SqlSession session;

    private DuckDbPublished(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
        this.session = new SqlSession(connection, StatementObserver.NONE);
    }

    /** @throws WarehouseException when there is no such file or it can't be read, saying what to do */
    static DuckDbPublished open(Path file, Duration wait) {
        if (!Files.isRegularFile(file)) {
            throw new WarehouseException("warehouse " + file + " does not exist, so there is nothing to audit; publish"
                    + " with starbeam run first, or name another --warehouse");
        }
        return new DuckDbPublished(file, DuckDbConnector.toRead(file, wait));
    }

    @Override
    public TableFigures figures(TableSpec table, Function<String, TableSpec> tables) {
        return new SqlFigures(session, new DuckDbDdl(), table, tables, e -> DuckDbFaults.explain(file, e));
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw DuckDbFaults.explain(file, e);
        }
    }
}
