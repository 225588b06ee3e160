package dev.starbeam.warehouse.snowflake;

import dev.starbeam.warehouse.Warehouse;
import dev.starbeam.warehouse.snowflake.standin.SnowflakeStandIn;
import dev.starbeam.warehouse.table.DimensionTypeContract;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;

/** The contract on the stand-in. */
class SnowflakeDimensionTypeTest extends DimensionTypeContract {
    @AutoClose
    private SnowflakeStandIn standIn;

    @BeforeEach
    void start() {
        standIn = SnowflakeFixture.start(directory);
    }

    @Override
    protected Warehouse open() {
        return SnowflakeFixture.open(standIn, directory);
    }

    @Override
    protected Connection look() throws SQLException {
        return standIn.backdoor();
    }
}
