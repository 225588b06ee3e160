package dev.starbeam.warehouse.snowflake;

import dev.starbeam.warehouse.HistoryReplay;
import dev.starbeam.warehouse.StarFixture;
import dev.starbeam.warehouse.Warehouse;
import dev.starbeam.warehouse.snowflake.standin.SnowflakeStandIn;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Histories published to the stand-in for Snowflake, by the statements that DuckDB gets. */
class SnowflakeHistoryTest extends HistoryReplay {
    private SnowflakeStandIn standIn;

    @Property(tries = 12, edgeCases = EdgeCasesMode.NONE)
    void theWarehouseHoldsWhatAllHistoryHolds(
            @ForAll("histories") List<Arrival> history, @ForAll("orders") List<Integer> order) throws Exception {
        replay(history, order);
    }

    @Override
    protected Warehouse open(Path home) {
        standIn = SnowflakeFixture.start(home);
        return SnowflakeFixture.open(standIn, home);
    }

    @Override
    protected Connection look() throws SQLException {
        return standIn.backdoor();
    }

    @Override
    protected void close() throws SQLException {
        standIn.close();
    }

    @Override
    protected StarFixture fixture(Path staging) {
        return StarFixture.plain(staging);
    }
}
