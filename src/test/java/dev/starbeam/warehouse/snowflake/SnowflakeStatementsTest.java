package dev.starbeam.warehouse.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.warehouse.StarFixture;
import dev.starbeam.warehouse.snowflake.standin.SnowflakeStandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The statements as they are sent, word by word, against reviewed files. After a change that is meant:
 * {@code mvn test -Dtest=SnowflakeStatementsTest -Dstarbeam.docs=write}, and read the difference.
 */
class SnowflakeStatementsTest {
    private static final Path REVIEWED = Path.of("src/test/resources/dev/starbeam/warehouse/snowflake");

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

    @Test
    void theFirstBatchMakesTheTables() throws Exception {
        publish("b1", star.first());
        compare("first-batch.sql");
    }

    @Test
    void aLaterBatchMergesAndTheSameAgainOnlyLooks() throws Exception {
        publish("b1", star.first());
        standIn.forgetStatements();
        publish("b2", star.second());
        compare("later-batch.sql");
        standIn.forgetStatements();
        publish("b2", star.second());
        compare("same-batch-again.sql");
        assertThat(standIn.stagedFiles()).isEmpty();
    }

    private void publish(String id, dev.starbeam.warehouse.PublishRequest request) {
        try (SnowflakeWarehouse warehouse = SnowflakeFixture.open(standIn, directory)) {
            warehouse.publish(request);
            warehouse.buildMarts(id, StarFixture.MARTS);
        }
    }

    private void compare(String name) throws IOException {
        StringBuilder sent = new StringBuilder();
        String step = "";
        List<String> statements = standIn.statements();
        for (int i = 0; i < statements.size(); i++) {
            String tag = standIn.tags().get(i);
            assertThat(tag)
                    .as("query tag of " + statements.get(i))
                    .startsWith("{\"app\":\"starbeam\",\"pipeline\":\"shop\",\"batch\":\"b");
            if (!tag.equals(step)) {
                sent.append("-- ").append(tag).append('\n');
                step = tag;
            }
            sent.append(statements.get(i)).append(";\n\n");
        }
        String text = sent.toString()
                .replace(directory.toAbsolutePath().toString(), "/staging")
                .replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "<attempt>");
        Path file = REVIEWED.resolve(name);
        if ("write".equals(System.getProperty("starbeam.docs"))) {
            Files.createDirectories(REVIEWED);
            Files.writeString(file, text);
        }
        assertThat(text).isEqualTo(Files.readString(file));
    }
}
