package dev.starbeam.model.loading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Editors complete by the published schema, which says what the loader reads. */
class PipelineSchemaTest {
    private static final Path PUBLISHED = Path.of("src/main/resources/dev/starbeam/model/pipeline.schema.json");

    @Test
    void thePublishedSchemaIsMadeFromWhatTheLoaderReads() throws IOException {
        String schema = PipelineSchema.text();
        if ("write".equals(System.getProperty("starbeam.docs"))) {
            Files.writeString(PUBLISHED, schema);
        }
        assertThat(Files.readString(PUBLISHED))
                .as("stale: mvn test -Dquick -Dtest=PipelineSchemaTest -Dstarbeam.docs=write")
                .isEqualTo(schema);
    }
}
