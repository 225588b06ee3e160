package dev.starbeam.warehouse.snowflake.query;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The lists of docs/marts.md are those that marts are checked by. */
class MartsDocumentTest {
    private static final Path DOCUMENT = Path.of("docs", "marts.md");

    @Test
    void theListsAreThoseOfTheCode() throws IOException {
        String written = Files.readString(DOCUMENT);
        String document = with(written, "same", same());
        document = with(document, "translated", translated());
        document = with(document, "refused", refused());
        if ("write".equals(System.getProperty("starbeam.docs"))) {
            Files.writeString(DOCUMENT, document);
            return;
        }
        assertThat(written)
                .as("docs/marts.md is stale: mvn test -Dtest=MartsDocumentTest -Dstarbeam.docs=write")
                .isEqualTo(document);
    }

    private static String same() {
        return list(PortableFunctions.SAME) + "\n\nWith an order in `over (…)`: "
                + list(PortableFunctions.ORDERED_WINDOW) + "\n\nWith `within group (order by x)`: "
                + list(PortableFunctions.WITHIN_GROUP);
    }

    private static String translated() {
        return "| in a mart | on Snowflake |\n|---|---|\n"
                + PortableFunctions.TRANSLATED.stream()
                        .map(template -> "| `" + template.signature() + "` | `" + template.shown() + "` |")
                        .collect(joining("\n"));
    }

    private static String refused() {
        return "| refused | write |\n|---|---|\n"
                + PortableFunctions.INSTEAD.entrySet().stream()
                        .map(entry -> "| `" + entry.getKey() + "` | "
                                + entry.getValue().replace("|", "\\|") + " |")
                        .collect(joining("\n"));
    }

    private static String list(Collection<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(joining(" "));
    }

    private static String with(String document, String name, String content) {
        Pattern part = Pattern.compile("(?s)(<!-- " + name + " -->\n).*?(\n<!-- end -->)");
        assertThat(part.matcher(document).find()).as(name).isTrue();
        return part.matcher(document).replaceFirst("$1" + Matcher.quoteReplacement(content) + "$2");
    }
}
