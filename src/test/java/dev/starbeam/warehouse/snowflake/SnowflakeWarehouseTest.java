package dev.starbeam.warehouse.snowflake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.model.MartModel;
import dev.starbeam.model.Materialization;
import dev.starbeam.warehouse.IncompatibleTableException;
import dev.starbeam.warehouse.StarFixture;
import dev.starbeam.warehouse.Warehouse;
import dev.starbeam.warehouse.WarehouseContract;
import dev.starbeam.warehouse.snowflake.options.SnowflakeOptions;
import dev.starbeam.warehouse.snowflake.session.SnowflakeUri;
import dev.starbeam.warehouse.snowflake.standin.SnowflakeStandIn;
import dev.starbeam.warehouse.snowflake.standin.StandInFaults;
import dev.starbeam.warehouse.snowflake.standin.StandInRefusal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
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
    void aMartOfAnotherKindThatFailsLeavesWhatIsThere() throws Exception {
        publish(star.first());
        build("b1", List.of(new MartModel("m", "select 1 as x", Materialization.VIEW, "m.sql")));
        publish(star.second());
        List<MartModel> marts =
                List.of(new MartModel("m", "select nonsense from star.fact_orders", Materialization.TABLE, "m.sql"));
        assertThatThrownBy(() -> build("b2", marts))
                .hasMessageContaining("mart m.sql failed: ")
                .hasMessageContaining("It stays as it was")
                .hasMessageContaining("the star schema is published");
        assertThat(rows("select x from marts.m")).containsExactly(row("1"));
    }

    @Test
    void aMartTurnsIntoAnotherKindAndBack() throws Exception {
        publish(star.first());
        for (Materialization kind : List.of(
                Materialization.VIEW, Materialization.TABLE, Materialization.DYNAMIC_TABLE, Materialization.VIEW)) {
            String query = "select '" + kind + "' as kind";
            String lag = kind == Materialization.DYNAMIC_TABLE ? "1 minute" : null;
            build("b1", List.of(new MartModel("m", query, kind, "m.sql", lag)));
            assertThat(rows("select kind from marts.m")).containsExactly(row(kind.toString()));
        }
        assertThat(rows("select table_name from information_schema.tables where table_schema ilike 'marts'"))
                .containsExactly(row("M"));
    }

    /** Between making the new one and taking the old one's place. */
    @Test
    void whatAReplacementHasLeftIsRemoved() throws Exception {
        publish(star.first());
        build("b1", List.of(new MartModel("m", "select 1 as x", Materialization.VIEW, "m.sql")));
        standIn.inject(new StandInFaults() {
            @Override
            public void before(String sql) {
                if (sql.startsWith("drop view")) {
                    throw new StandInRefusal(3001, "42501", "Insufficient privileges.");
                }
            }
        });
        List<MartModel> marts = List.of(new MartModel("m", "select 2 as x", Materialization.TABLE, "m.sql"));
        assertThatThrownBy(() -> build("b1", marts)).hasMessageContaining("It stays as it was");
        assertThat(rows("select x from marts.m")).containsExactly(row("1"));
        standIn.inject(StandInFaults.NONE);
        build("b1", marts);
        assertThat(rows("select x from marts.m")).containsExactly(row("2"));
        assertThat(rows("select table_name from information_schema.tables where table_schema ilike 'marts'"))
                .containsExactly(row("M"));
    }

    @Test
    void aTableWithErrorLoggingOnIsRefused() throws Exception {
        publish(star.first());
        Map<String, List<List<String>>> before = contents();
        backdoor("insert into standin_catalogue.error_logging values ('\"STAR\".\"FACT_ORDERS\"')");
        assertThatThrownBy(() -> publish(star.second()))
                .isInstanceOf(IncompatibleTableException.class)
                .hasMessageContaining("table \"STAR\".\"FACT_ORDERS\" has ERROR_LOGGING on")
                .hasMessageContaining("alter table \"STAR\".\"FACT_ORDERS\" set error_logging = false");
        assertThatThrownBy(() -> {
                    try (Warehouse warehouse = open()) {
                        warehouse.requireMergeable(List.of(StarFixture.ORDERS));
                    }
                })
                .hasMessageContaining("has ERROR_LOGGING on");
        assertThat(contents()).isEqualTo(before);
        backdoor("delete from standin_catalogue.error_logging");
        publish(star.second());
    }

    private void backdoor(String sql) throws SQLException {
        try (Connection service = look();
                Statement statement = service.createStatement()) {
            statement.execute(sql);
        }
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
