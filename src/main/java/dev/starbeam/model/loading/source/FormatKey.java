package dev.starbeam.model.loading.source;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An option of a format.
 *
 * @param name its key
 * @param values what it may be, for people
 * @param schema what it may be, as members of a JSON Schema
 * @param fallback what it is by default, as JSON, or {@code null} when {@code meaning} says
 * @param meaning what it is for
 */
public record FormatKey(
        String name, String values, String schema, @Nullable String fallback, String meaning) {
    private static final String TEXT = "\"$ref\": \"#/$defs/text\"";
    private static final String VARIABLE = "{\"$ref\": \"#/$defs/variable\"}";

    /** Text. */
    public static FormatKey text(String name, @Nullable String fallback, String meaning) {
        return new FormatKey(name, "text", "\"type\": \"string\"", fallback == null ? null : quoted(fallback), meaning);
    }

    /** A text or several; none by default. */
    public static FormatKey texts(String name, String meaning) {
        String list = "{\"type\": \"array\", \"items\": {" + TEXT + "}}";
        return new FormatKey(name, "texts", "\"anyOf\": [{" + TEXT + "}, " + list + "]", null, meaning);
    }

    /** One of some words, the first by default. */
    public static FormatKey choice(String name, List<String> words, String meaning) {
        String all = words.stream().map(FormatKey::quoted).collect(Collectors.joining(", "));
        return new FormatKey(
                name, "`" + String.join("`, `", words) + "`", "\"enum\": [" + all + "]", quoted(words.get(0)), meaning);
    }

    public static FormatKey wholeNumber(String name, long least, long most, long fallback, String meaning) {
        String number = "{\"type\": \"integer\", \"minimum\": " + least + ", \"maximum\": " + most + "}";
        return new FormatKey(
                name,
                String.format(Locale.ROOT, "%d to %d", least, most),
                "\"anyOf\": [" + number + ", " + VARIABLE + "]",
                String.valueOf(fallback),
                meaning);
    }

    public static FormatKey flag(String name, boolean fallback, String meaning) {
        return new FormatKey(
                name,
                "`true`, `false`",
                "\"anyOf\": [{\"type\": \"boolean\"}, " + VARIABLE + "]",
                String.valueOf(fallback),
                meaning);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
