package dev.starbeam.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The JSON Schema and the documentation say of checks what the registry says. After a change, write them anew:
 * {@code mvn test -Dquick -Dtest=CheckDocumentsTest -Dchecks.update=true}.
 */
class CheckDocumentsTest {
    private static final boolean UPDATE = Boolean.getBoolean("checks.update");
    private static final Path SCHEMA = Path.of("src/main/resources/dev/starbeam/model/pipeline.schema.json");

    @Test
    void theSchemaKnowsTheChecksOfTheRegistry() throws IOException {
        ObjectMapper json = new ObjectMapper();
        ObjectNode schema = (ObjectNode) json.readTree(SCHEMA.toFile());
        ObjectNode definitions = (ObjectNode) schema.get("$defs");
        if (UPDATE) {
            definitions.set("check", CheckDocuments.schema());
            Files.writeString(SCHEMA, json.writer(printer()).writeValueAsString(schema) + "\n");
        }
        assertThat(definitions.get("check").toPrettyString())
                .isEqualTo(CheckDocuments.schema().toPrettyString());
    }

    @ParameterizedTest
    @CsvSource({"pipeline-yaml, declared", "quality-checks, judged", "audit, audited"})
    void theDocumentationHasTheTableOfTheRegistry(String page, String section) throws IOException {
        Path file = Path.of("docs", page + ".md");
        String text = Files.readString(file);
        String begin = "<!-- begin: checks " + section + " (from the registry) -->\n";
        String end = "<!-- end: checks " + section + " -->";
        String before = text.substring(0, text.indexOf(begin) + begin.length());
        String after = text.substring(text.indexOf(end));
        String expected = switch (section) {
            case "declared" -> CheckDocuments.declared();
            case "judged" -> CheckDocuments.judged();
            default -> CheckDocuments.audited();
        };
        if (UPDATE) {
            Files.writeString(file, before + expected + after);
        }
        assertThat(Files.readString(file)).isEqualTo(before + expected + after);
    }

    /** As the rest of the file is written. */
    private static DefaultPrettyPrinter printer() {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        Separators tight = Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(tight);
        printer.indentObjectsWith(lines);
        printer.indentArraysWith(lines);
        return printer;
    }
}
