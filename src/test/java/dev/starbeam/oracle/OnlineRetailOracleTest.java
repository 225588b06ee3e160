package dev.starbeam.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The oracle agrees with what is known of the Online Retail set. */
class OnlineRetailOracleTest {
    @Test
    void everyLineIsAccountedFor() throws IOException, SQLException {
        try (SqlOracle oracle = SqlOracle.of("online_retail", Path.of("pipelines/online_retail/data"))) {
            assertThat(oracle.rows("FROM expected.stages ORDER BY stage"))
                    .containsExactly("fact_orders|536641|526454|0|0|10187", "stg_order_lines|541909|536641|0|5268|0");
            assertThat(oracle.numbers("SELECT name, value FROM expected.measures"))
                    .containsAllEntriesOf(Map.of(
                            "null_customers",
                            135_037L,
                            "negative_prices",
                            2L,
                            "repeated_grains",
                            0L,
                            "far_from_mean",
                            10_185L));
            assertThat(oracle.number("SELECT count(*) FROM expected.dim_customers"))
                    .isEqualTo(4372);
        }
    }
}
