package dev.starbeam.warehouse.duckdb;

import dev.starbeam.warehouse.Warehouse;
import dev.starbeam.warehouse.table.DimensionTypeContract;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The contract on DuckDB. */
class DuckDbDimensionTypeTest extends DimensionTypeContract {
    @Override
    protected Warehouse open() {
        return DuckDbWarehouse.open(directory.resolve("warehouse.duckdb"));
    }

    @Override
    protected Connection look() throws SQLException {
        return DriverManager.getConnection("jdbc:duckdb:" + directory.resolve("warehouse.duckdb"));
    }
}
