package dev.starbeam.warehouse.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.warehouse.Contents;
import dev.starbeam.warehouse.StarFixture;
import dev.starbeam.warehouse.TableLoad;
import dev.starbeam.warehouse.snowflake.standin.SnowflakeStandIn;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More files than one COPY takes. */
class ManyFilesTest {
    @TempDir
    Path directory;

    @Test
    void aThousandAndTwoFilesTakeOnePutAndTwoCopies() throws Exception {
        List<String> files = new ArrayList<>();
        for (int i = 0; i < 1002; i++) {
            Path file = directory.resolve("publish/fact_orders-" + i + ".parquet");
            files.add(StarFixture.write(
                    file, StarFixture.ORDERS.stagedSchema(), List.of("O" + i + "|1|1.00|0|data/orders.csv|7")));
        }
        StarFixture.write(
                directory.resolve("publish/flags-fact_orders-1.parquet"),
                StarFixture.CUSTOMERS.stagedSchema(),
                List.of());
        StarFixture star = StarFixture.plain(directory.resolve("staging"));
        try (SnowflakeStandIn standIn = SnowflakeFixture.start(directory);
                SnowflakeWarehouse warehouse = SnowflakeFixture.open(standIn, directory);
                Connection duck = standIn.backdoor()) {
            warehouse.publish(star.request("b1", List.of(TableLoad.of(StarFixture.ORDERS, files, files.size()))));
            assertThat(Contents.query(duck, "select count(*) from star.fact_orders"))
                    .isEqualTo(List.of(List.of("1002")));
            assertThat(standIn.statements())
                    .filteredOn(sql -> sql.startsWith("put"))
                    .singleElement()
                    .asString()
                    .contains("/publish/fact_orders-*.parquet'");
            assertThat(standIn.statements())
                    .filteredOn(sql -> sql.startsWith("copy"))
                    .extracting(sql -> sql.split("\\.parquet'", -1).length - 1)
                    .containsExactly(1000, 2);
        }
    }
}
