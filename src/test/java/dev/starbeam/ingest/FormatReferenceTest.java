package dev.starbeam.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.starbeam.model.loading.source.FormatReference;
import dev.starbeam.source.FileFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The JSON Schema and the docs say of formats what the registry says. {@code -Dstarbeam.docs=write} writes them. */
class FormatReferenceTest {
    private static final Path SCHEMA = Path.of("src/main/resources/dev/starbeam/model/pipeline.schema.json");
    private static final Path DOCS = Path.of("docs/sources.md");
    private static final String BEGIN =
            "<!-- formats: generated, -Dtest=FormatReferenceTest -Dstarbeam.docs=write -->\n";
    private static final String END = "<!-- end of formats -->";
    private static final boolean WRITE = "write".equals(System.getProperty("starbeam.docs"));

    @Test
    void theJsonSchemaKnowsEveryFormatAndItsOptions() throws IOException {
        ObjectMapper json = new ObjectMapper();
        ObjectNode schema = (ObjectNode) json.readTree(Files.readString(SCHEMA));
        ObjectNode wanted = schema.deepCopy();
        ObjectNode types = (ObjectNode) wanted.at("/$defs");
        ObjectNode source = (ObjectNode) types.at("/source/properties");
        ArrayNode names = ((ObjectNode) source.get("format")).putArray("enum");
        for (FileFormat format : Formats.BUILT_IN) {
            names.add(format.name());
            source.putObject(format.name()).put("$ref", "#/$defs/" + format.name());
            types.set(format.name(), json.readTree(FormatReference.schema(format)));
        }
        if (WRITE) {
            Files.writeString(SCHEMA, json.writer(printer()).writeValueAsString(wanted) + "\n");
            return;
        }
        assertThat((JsonNode) schema).as(SCHEMA + " is stale").isEqualTo(wanted);
    }

    @Test
    void theDocsHaveATableOfEachFormat() throws IOException {
        String docs = Files.readString(DOCS);
        String before = docs.substring(0, docs.indexOf(BEGIN) + BEGIN.length());
        String wanted =
                before + "\n" + FormatReference.markdown(Formats.BUILT_IN) + "\n" + docs.substring(docs.indexOf(END));
        if (WRITE) {
            Files.writeString(DOCS, wanted);
            return;
        }
        assertThat(docs).as(DOCS + " is stale").isEqualTo(wanted);
    }

    @Test
    void formatsHaveNamesOfTheirOwn() {
        assertThat(Formats.BUILT_IN).extracting(FileFormat::name).doesNotHaveDuplicates();
        assertThat(Formats.BUILT_IN.get(0).name()).as("the default").isEqualTo("csv");
    }

    private static DefaultPrettyPrinter printer() {
        Separators separators = Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator("");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(separators);
        printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
        printer.indentObjectsWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
        return printer;
    }
}
