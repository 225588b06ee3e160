package dev.starbeam.model.loading.source;

import java.util.List;
import java.util.stream.Collectors;

/** What the JSON Schema and {@code docs/sources.md} say of formats, from what the formats declare. */
public final class FormatReference {
    private FormatReference() {}

    /** The JSON Schema of one format's options. */
    public static String schema(FormatDeclaration format) {
        String keys = format.keys().stream().map(FormatReference::schema).collect(Collectors.joining(", "));
        return "{\"type\": \"object\", \"description\": \"" + format.meaning()
                + "\", \"additionalProperties\": false, \"properties\": {" + keys + "}}";
    }

    /** A table of each format's options, in Markdown. */
    public static String markdown(List<? extends FormatDeclaration> formats) {
        return formats.stream().map(FormatReference::markdown).collect(Collectors.joining("\n"));
    }

    private static String schema(FormatKey key) {
        String fallback = key.fallback() == null ? "" : ", \"default\": " + key.fallback();
        return "\"" + key.name() + "\": {\"description\": \"" + key.meaning() + "\", " + key.schema() + fallback + "}";
    }

    private static String markdown(FormatDeclaration format) {
        StringBuilder table = new StringBuilder("### " + format.name() + "\n\n" + format.meaning()
                + ".\n\n| key | values | default | meaning |\n|---|---|---|---|\n");
        for (FormatKey key : format.keys()) {
            String fallback = key.fallback() == null ? "" : "`" + key.fallback() + "`";
            table.append(
                    "| `" + key.name() + "` | " + key.values() + " | " + fallback + " | " + key.meaning() + " |\n");
        }
        return table.toString();
    }
}
