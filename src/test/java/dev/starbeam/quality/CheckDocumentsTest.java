package dev.starbeam.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The documentation says of checks what the registry says. After a change, write it anew:
 * {@code mvn test -Dquick -Dtest=CheckDocumentsTest -Dstarbeam.docs=write}.
 */
class CheckDocumentsTest {
    private static final boolean UPDATE = "write".equals(System.getProperty("starbeam.docs"));

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
}
