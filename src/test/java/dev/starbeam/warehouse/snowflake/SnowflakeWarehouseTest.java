package dev.starbeam.warehouse.snowflake;

import dev.starbeam.warehouse.StarFixture;
import dev.starbeam.warehouse.Warehouse;
import dev.starbeam.warehouse.WarehouseContract;
import dev.starbeam.warehouse.snowflake.standin.SnowflakeStandIn;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AutoClose;

/** The same contract over the real driver, against the stand-in. */
class SnowflakeWarehouseTest extends WarehouseContract {
    @AutoClose
    private SnowflakeStandIn standIn;

    @Override
    protected StarFixture fixture(Path staging) {
        standIn = SnowflakeFixture.start(directory);
        return StarFixture.plain(staging);
    }

    @Override
    public Warehouse open() {
        return SnowflakeFixture.open(standIn, directory);
    }

    @Override
    public Connection look() throws SQLException {
        return standIn.backdoor();
    }
}
