package dev.starbeam.warehouse.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.warehouse.EmptyPipeline;
import dev.starbeam.warehouse.WarehouseTarget;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarehousesTest {
    @Test
    void duckDbFilesAreParsedAndOpened(@TempDir Path directory) {
        Path file = directory.resolve("new/warehouse.duckdb");
        WarehouseTarget target = Warehouses.target("duckdb:" + file);
        assertThat(target).hasToString("duckdb:" + file);
        target.open(EmptyPipeline.named("shop")).close();
        assertThat(file).exists();
    }

    @Test
    void anythingElseIsRefusedNamingWhatIsSupported() {
        for (String text : List.of("", "duckdb:", "out/warehouse.duckdb", "postgres://x", "duckdb::memory:")) {
            String scheme = text.startsWith("postgres") || text.equals("duckdb:")
                    ? text.substring(0, text.indexOf(':') + 1) + "…"
                    : text;
            assertThatThrownBy(() -> Warehouses.target(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("\"" + scheme + "\"")
                    .hasMessageContaining("duckdb:out/warehouse.duckdb");
        }
    }

    @Test
    void snowflakeIsParsedAndPrintedWithoutSecrets() {
        String text = "snowflake://org-acc/SHOP?private_key=file:/keys/k%20.p8&user=loader&warehouse=BIG";
        assertThat(Warehouses.target(text)).hasToString(text);
        assertThat(Warehouses.target(text).isLocal()).isFalse();
    }

    @Test
    void secretsInTheUriAreRefusedAndNotRepeated() {
        for (String text : List.of(
                "snowflake://a/db?user=u&password=hunter2",
                "snowflake://a/db?user=u&access_token=hunter2",
                "snowflake://a/db?user=u&private_key=hunter2",
                "snowflake://a/db?user=u&hunter2=x",
                "snowflake://u:hunter2@a/db",
                "jdbc:hunter2")) {
            assertThatThrownBy(() -> Warehouses.target(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .satisfies(e -> assertThat(e.getMessage().replace("\"hunter2\" is unknown", ""))
                            .doesNotContain("hunter2"));
        }
    }
}
