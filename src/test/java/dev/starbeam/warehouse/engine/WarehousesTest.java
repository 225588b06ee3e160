package dev.starbeam.warehouse.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.starbeam.model.loading.WarehouseOptionsDeclaration;
import dev.starbeam.warehouse.EmptyPipeline;
import dev.starbeam.warehouse.WarehouseTarget;
import java.io.IOException;
import java.nio.file.Files;
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

    /** Editors complete by the published schema, of which each kind of warehouse has its part. */
    @Test
    void thePublishedSchemaHasTheirParts() throws IOException {
        Path published = Path.of("src/main/resources/dev/starbeam/model/pipeline.schema.json");
        ObjectMapper json = new ObjectMapper();
        ObjectNode schema = (ObjectNode) json.readTree(published.toFile());
        for (WarehouseOptionsDeclaration options : Warehouses.options()) {
            JsonNode part = json.readTree(options.schema());
            assertThat(part.has(options.key())).as(options.key()).isTrue();
            ((ObjectNode) schema.get("properties")).putObject(options.key()).put("$ref", "#/$defs/" + options.key());
            ((ObjectNode) schema.get("$defs")).setAll((ObjectNode) part);
        }
        if ("write".equals(System.getProperty("starbeam.docs"))) {
            Files.writeString(published, json.writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n");
        }
        assertThat(json.readTree(published.toFile()))
                .as("stale: mvn test -Dtest=WarehousesTest -Dstarbeam.docs=write")
                .isEqualTo(schema);
    }
}
