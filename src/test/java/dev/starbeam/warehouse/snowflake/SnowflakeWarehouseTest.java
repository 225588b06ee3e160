package dev.starbeam.warehouse.snowflake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.model.MartModel;
import dev.starbeam.model.Materialization;
import dev.starbeam.warehouse.StarFixture;
import dev.starbeam.warehouse.Warehouse;
import dev.starbeam.warehouse.WarehouseContract;
import dev.starbeam.warehouse.snowflake.options.SnowflakeOptions;
import dev.starbeam.warehouse.snowflake.session.SnowflakeUri;
import dev.starbeam.warehouse.snowflake.standin.SnowflakeStandIn;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

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

    @Test
    void aMartThatHadToBeDroppedBeforeItFailedIsSaidToBeGone() throws Exception {
        publish(star.first());
        build("b1", List.of(new MartModel("m", "select 1 as x", Materialization.VIEW, "m.sql")));
        publish(star.second());
        List<MartModel> marts =
                List.of(new MartModel("m", "select nonsense from star.fact_orders", Materialization.TABLE, "m.sql"));
        assertThatThrownBy(() -> build("b2", marts))
                .hasMessageContaining("mart m.sql failed: ")
                .hasMessageContaining("What had its name is gone")
                .hasMessageContaining("the star schema is published");
    }

    @Test
    void lookingAtTablesOfANewerFormatLeavesNoSessionOpen() throws Exception {
        publish(star.first());
        try (Connection newer = look();
                Statement statement = newer.createStatement()) {
            statement.execute("update quality.format set format_version = 3");
        }
        SnowflakeUri uri = SnowflakeFixture.uri(standIn, directory);
        assertThatThrownBy(() -> SnowflakePublished.open(uri, "shop", SnowflakeOptions.DEFAULT))
                .hasMessageContaining("have format 3");
        assertThat(standIn.openSessions()).isZero();
    }
}
