package dev.starbeam.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        uri.open().close();
        assertThat(file).exists();
    }

    @Test
    void anythingElseIsRefusedNamingWhatIsSupported() {
        for (String text : List.of("", "duckdb:", "out/warehouse.duckdb", "postgres://x", "duckdb::memory:")) {
            assertThatThrownBy(() -> WarehouseUri.parse(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("\"" + text + "\"")
                    .hasMessageContaining("duckdb:out/warehouse.duckdb");
        }
    }

    @Test
    void snowflakeIsNotSupportedYet() {
        assertThatThrownBy(() -> WarehouseUri.parse("snowflake://account/db"))
                .hasMessageContaining("Snowflake isn't supported yet");
    }
}
