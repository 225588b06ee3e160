package dev.starbeam.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.model.loading.source.FormatReference;
import dev.starbeam.source.FileFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The docs say of formats what the registry says. {@code -Dstarbeam.docs=write} writes it. */
class FormatReferenceTest {
    private static final Path DOCS = Path.of("docs/sources.md");
    private static final String BEGIN =
            "<!-- formats: generated, -Dtest=FormatReferenceTest -Dstarbeam.docs=write -->\n";
    private static final String END = "<!-- end of formats -->";
    private static final boolean WRITE = "write".equals(System.getProperty("starbeam.docs"));

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
}
