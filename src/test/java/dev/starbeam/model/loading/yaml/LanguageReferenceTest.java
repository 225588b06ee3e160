package dev.starbeam.model.loading.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.model.loading.SchemaValidation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every snippet of docs/pipeline-yaml.md is loaded, and every key of the language is in it. */
class LanguageReferenceTest {
    private static final Pattern FENCE = Pattern.compile("(?ms)^```(yaml|sql) ?(\\w*)\\n(.*?)^```");

    private final String reference = Files.readString(Path.of("docs/pipeline-yaml.md"));

    LanguageReferenceTest() throws IOException {}

    @Test
    void theWholePipelineIsValidWithEachSnippetInItsPlace() {
        Map<String, String> snippets = snippets();
        String whole = snippets.remove("yaml");
        String mart = snippets.remove("sql");
        assertThat(snippets).containsOnlyKeys("variables", "sources", "staging", "dimensions", "facts", "quality");
        assertThat(Declaration.of(whole).withMart("amounts.sql", mart).mistakes())
                .isEmpty();
        assertThat(SchemaValidation.faults(whole)).isEmpty();
        snippets.forEach((part, snippet) -> {
            String yaml = whole.replaceFirst("(?ms)^" + part + ":.*?(?=^\\w|\\z)", Matcher.quoteReplacement(snippet));
            assertThat(yaml).contains(snippet);
            assertThat(Declaration.of(yaml).mistakes()).as(part).isEmpty();
            assertThat(SchemaValidation.faults(yaml)).as(part).isEmpty();
        });
    }

    @Test
    void everyKeyOfTheLanguageIsDescribed() {
        for (Vocabulary section : Vocabulary.values()) {
            for (String key : section.names()) {
                if (!key.equals("freshness")) {
                    assertThat(reference).containsPattern("\\b" + key + "\\b");
                }
            }
        }
    }

    private Map<String, String> snippets() {
        Map<String, String> snippets = new LinkedHashMap<>();
        Matcher fence = FENCE.matcher(reference);
        while (fence.find()) {
            String name = fence.group(2).isEmpty() ? fence.group(1) : fence.group(2);
            snippets.put(name, fence.group(3));
        }
        return snippets;
    }
}
