package dev.starbeam.warehouse.snowflake.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starbeam.warehouse.PublishReceipt.Outcome;
import dev.starbeam.warehouse.StarFixture;
import dev.starbeam.warehouse.snowflake.SnowflakeFixture;
import dev.starbeam.warehouse.snowflake.SnowflakeWarehouse;
import dev.starbeam.warehouse.snowflake.options.SnowflakeOptions;
import dev.starbeam.warehouse.snowflake.options.SnowflakeOptions.ComputeModel;
import dev.starbeam.warehouse.snowflake.standin.SnowflakeStandIn;
import dev.starbeam.warehouse.snowflake.standin.StandInFaults;
import dev.starbeam.warehouse.snowflake.standin.StandInRefusal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What sessions ask of the account: parameters, warehouses, privileges. */
class SnowflakeSessionTest {
    @TempDir
    Path directory;

    @AutoClose
    private SnowflakeStandIn standIn;

    private StarFixture star;

    @BeforeEach
    void begin() {
        standIn = SnowflakeFixture.start(directory);
        star = StarFixture.plain(directory.resolve("staging"));
    }

    /** The driver can't read Arrow on Java 17 unless the JVM opens packages to it, and the stand-in can't write it. */
    @Test
    void parametersThatChangeMeaningsAreSetWhateverTheAccountSays() throws Exception {
        publish(SnowflakeOptions.DEFAULT);
        JsonNode parameters = standIn.logins().get(0).at("/data/SESSION_PARAMETERS");
        assertThat(parameters.path("JDBC_QUERY_RESULT_FORMAT").asText()).isEqualTo("JSON");
        assertThat(parameters.path("TIMEZONE").asText()).isEqualTo("UTC");
        assertThat(parameters.path("WEEK_START").asText()).isEqualTo("0");
        assertThat(parameters.path("TIMESTAMP_TYPE_MAPPING").asText()).isEqualTo("TIMESTAMP_NTZ");
        assertThat(parameters.path("TIMESTAMP_INPUT_FORMAT").asText()).isEqualTo("AUTO");
        assertThat(parameters.path("QUOTED_IDENTIFIERS_IGNORE_CASE").asText()).isEqualToIgnoringCase("false");
        assertThat(parameters.path("ABORT_DETACHED_QUERY").asText()).isEqualToIgnoringCase("true");
        assertThat(parameters.path("QUERY_TAG").asText()).contains("\"app\":\"starbeam\"");
        assertThat(standIn.statements().get(0)).isEqualTo("use secondary roles none");
    }

    @Test
    void warehousesAreSuspendedWhenTheirStepIsDoneAndResumeForTheNext() throws Exception {
        SnowflakeOptions usual = SnowflakeOptions.DEFAULT;
        publish(new SnowflakeOptions(
                suspended("one"),
                suspended("one"),
                suspended("one"),
                usual.budget(),
                usual.monitor(),
                usual.stage(),
                usual.clusterBy()));
        assertThat(standIn.statements())
                .filteredOn(sql -> sql.endsWith(" suspend"))
                .hasSize(2);
        standIn.forgetStatements();
        publish(new SnowflakeOptions(
                suspended("load"),
                suspended("merge"),
                suspended("marts"),
                usual.budget(),
                usual.monitor(),
                usual.stage(),
                usual.clusterBy()));
        assertThat(standIn.statements())
                .contains(
                        "alter warehouse \"LOAD\" suspend",
                        "alter warehouse \"MERGE\" suspend",
                        "alter warehouse \"MARTS\" suspend");
    }

    /** The script that an administrator runs makes all else; what exists is asked for before anything is created. */
    @Test
    void onceAllIsThereTheLoaderCreatesOnlyWorkTablesAndMarts() throws Exception {
        publish(SnowflakeOptions.DEFAULT);
        standIn.inject(new StandInFaults() {
            @Override
            public void before(String sql) {
                if (sql.startsWith("create ")
                        && !sql.startsWith("create or replace temporary table \"STARBEAM_WORK\".")
                        && !sql.contains(" \"MARTS\".")) {
                    throw new StandInRefusal(3001, "42501", "Insufficient privileges to operate on database");
                }
            }
        });
        try (SnowflakeWarehouse warehouse = SnowflakeFixture.open(standIn, directory)) {
            assertThat(warehouse.publish(star.second()).outcome()).isEqualTo(Outcome.PUBLISHED);
            assertThat(warehouse.buildMarts("b2", StarFixture.MARTS).built()).isTrue();
        }
    }

    private static ComputeModel suspended(String warehouse) {
        return new ComputeModel(warehouse, SnowflakeOptions.Size.XSMALL, 60, true);
    }

    private void publish(SnowflakeOptions model) throws Exception {
        String batch = "b" + standIn.logins().size();
        try (SnowflakeWarehouse warehouse =
                SnowflakeWarehouse.open(SnowflakeFixture.uri(standIn, directory), "shop", model)) {
            warehouse.publish(star.batch(batch, List.of("11|C1|London"), List.of()));
            warehouse.buildMarts(batch, StarFixture.MARTS);
        }
    }
}
