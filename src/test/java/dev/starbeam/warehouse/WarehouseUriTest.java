package dev.starbeam.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.model.SnowflakeModel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarehouseUriTest {
    @Test
    void duckDbFilesAreParsedAndOpened(@TempDir Path directory) {
        Path file = directory.resolve("new/warehouse.duckdb");
        WarehouseUri uri = WarehouseUri.parse("duckdb:" + file);
        assertThat(uri).hasToString("duckdb:" + file);
        uri.open("shop", SnowflakeModel.DEFAULT).close();
        assertThat(file).exists();
    }

    @Test
    void anythingElseIsRefusedNamingWhatIsSupported() {
        for (String text : List.of("", "duckdb:", "out/warehouse.duckdb", "postgres://x", "duckdb::memory:")) {
            String scheme = text.startsWith("postgres") || text.equals("duckdb:")
                    ? text.substring(0, text.indexOf(':') + 1) + "…"
                    : text;
            assertThatThrownBy(() -> WarehouseUri.parse(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("\"" + scheme + "\"")
                    .hasMessageContaining("duckdb:out/warehouse.duckdb");
        }
    }

    @Test
    void snowflakeIsParsedAndPrintedWithoutSecrets() {
        String text = "snowflake://org-acc/SHOP?private_key=file:/keys/k%20.p8&user=loader&warehouse=BIG";
        assertThat(WarehouseUri.parse(text)).hasToString(text);
        assertThat(WarehouseUri.parse(text).isLocal()).isFalse();
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
            assertThatThrownBy(() -> WarehouseUri.parse(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .satisfies(e -> assertThat(e.getMessage().replace("\"hunter2\" is unknown", ""))
                            .doesNotContain("hunter2"));
        }
    }
}
