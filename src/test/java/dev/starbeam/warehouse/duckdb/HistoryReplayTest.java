package dev.starbeam.warehouse.duckdb;

import dev.starbeam.warehouse.HistoryReplay;
import dev.starbeam.warehouse.StarFixture;
import dev.starbeam.warehouse.Warehouse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Histories published to DuckDB. */
class HistoryReplayTest extends HistoryReplay {
    private Path file;

    @Property(tries = 30, edgeCases = EdgeCasesMode.NONE)
    void theWarehouseHoldsWhatAllHistoryHolds(
            @ForAll("histories") List<Arrival> history, @ForAll("orders") List<Integer> order) throws Exception {
        replay(history, order);
    }

    @Override
    protected Warehouse open(Path home) {
        file = home.resolve("warehouse.duckdb");
        return DuckDbWarehouse.open(file);
    }

    @Override
    protected Connection look() throws SQLException {
        return DriverManager.getConnection("jdbc:duckdb:" + file);
    }

    @Override
    protected StarFixture fixture(Path staging) {
        return new StarFixture(staging);
    }
}
