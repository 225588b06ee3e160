package dev.starbeam.model.loading.yaml;

import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A key of the language: what the loader accepts, and what the JSON Schema says of it.
 *
 * @param name how it is written
 * @param schema what may stand under it, as members of a JSON Schema
 * @param meaning what it says, for people who write or read a declaration
 * @param isRequired whether the section can't do without
 */
public record Key(String name, String schema, String meaning, boolean isRequired) {
    private static final String TEXTS = "\"type\": \"array\", \"items\": {\"$ref\": \"#/$defs/text\"}";

    static final Key DESCRIPTION = text("description", "For people");
    static final Key MAX_REJECTED = of(
            "max_rejected",
            "share",
            "The greatest share of its rows that may be rejected, by default 0.01; where none is left of some, the gate"
                    + " closes in any case");
    static final Key MAX_UNPARSABLE = json(
            "max_unparsable",
            "\"anyOf\": [{\"$ref\": \"#/$defs/share\"}, {"
                    + map("\"anyOf\": [{\"$ref\": \"#/$defs/share\"}, {\"$ref\": \"#/$defs/unparsable\"}]")
                    + "}]",
            "The greatest share of values that conversions may lose, by default 0.01; or column to share");
    static final Key MATERIALIZED = of("materialized", "materialized", "How the warehouse holds it");

    /** What is defined elsewhere in the schema, under {@code definition}. */
    static Key of(String name, String definition, String meaning) {
        return json(name, "\"$ref\": \"#/$defs/" + definition + "\"", meaning);
    }

    /** @param schema members of a JSON Schema */
    static Key json(String name, String schema, String meaning) {
        return new Key(name, schema, meaning, false);
    }

    /** Text; numbers and flags are text too. */
    static Key text(String name, String meaning) {
        return of(name, "text", meaning);
    }

    /** The name of a table or column. */
    static Key name(String name, String meaning) {
        return of(name, "name", meaning);
    }

    /** A list of texts. */
    static Key texts(String name, String meaning) {
        return json(name, TEXTS, meaning);
    }

    /** A list of at least one text. */
    static Key someTexts(String name, String meaning) {
        return json(name, TEXTS + ", \"minItems\": 1", meaning);
    }

    /** A map of name to what is defined under {@code definition}. */
    static Key mapOf(String name, String definition, String meaning) {
        return json(name, map("\"$ref\": \"#/$defs/" + definition + "\""), meaning);
    }

    /** The name of a column, or of several that count together. */
    static Key someNames(String name, String meaning) {
        return json(name, "\"anyOf\": [{\"$ref\": \"#/$defs/name\"}, {" + TEXTS + ", \"minItems\": 1}]", meaning);
    }

    /** As {@link #mapOf}, with at least one entry. */
    static Key filledMapOf(String name, String definition, String meaning) {
        Key map = mapOf(name, definition, meaning);
        return json(name, map.schema + ", \"minProperties\": 1", meaning);
    }

    /** Members of the schema of a map of name to what {@code values} says. */
    static String map(String values) {
        return "\"type\": \"object\", \"propertyNames\": {\"$ref\": \"#/$defs/name\"}, \"additionalProperties\": {"
                + values + "}";
    }

    /** One of an enumeration's words. */
    static <E extends Enum<E>> Key choice(String name, E fallback, String meaning) {
        String words = Scalars.words(fallback.getDeclaringClass()).keySet().stream()
                .map(word -> '"' + word + '"')
                .collect(Collectors.joining(", "));
        String usual = fallback.name().toLowerCase(Locale.ROOT);
        return json(name, "\"enum\": [" + words + "], \"default\": \"" + usual + "\"", meaning);
    }

    /** The same key, which must be there. */
    Key required() {
        return new Key(name, schema, meaning, true);
    }
}
