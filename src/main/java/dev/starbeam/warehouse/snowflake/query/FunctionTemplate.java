package dev.starbeam.warehouse.snowflake.query;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a function is written for Snowflake.
 *
 * @param name its name in marts
 * @param parameters its parameters' names; the last may be {@code ...} for any number more; {@code order by z} aside
 * @param ordered whether the call orders its rows
 * @param snowflake Snowflake's text with the parameters' names in it; {@code ~} is where {@code distinct} goes
 */
record FunctionTemplate(String name, List<String> parameters, boolean ordered, String snowflake) {
    private static final Pattern LINE = Pattern.compile("(\\w+)\\((.*?)( order by z)?\\) -> (.*)");
    private static final Pattern WORD = Pattern.compile("'[^']*'|\\w+|~|\\.\\.\\.");
    private static final String MORE = "...";

    static FunctionTemplate parse(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a translation: " + line);
        }
        List<String> parameters = List.of(parts.group(2).split(", "));
        return new FunctionTemplate(parts.group(1), parameters, parts.group(3) != null, parts.group(4));
    }

    boolean matches(String called, int arguments, boolean withOrder) {
        boolean fits = parameters.contains(MORE) ? arguments >= 1 : arguments == parameters.size();
        return name.equals(called) && fits && ordered == withOrder;
    }

    /** As it is called. */
    String signature() {
        return name + "(" + String.join(", ", parameters) + (ordered ? " order by z" : "") + ")";
    }

    /** Snowflake's text as documentation shows it. */
    String shown() {
        return snowflake.replace("~", "");
    }

    boolean takesDistinct() {
        return snowflake.contains("~");
    }

    /** Whether {@code over (…)} may follow. */
    boolean takesWindow() {
        return !snowflake.contains("within group") && !snowflake.startsWith("(");
    }

    /** With the values of its parameters, of {@code z} if it is ordered, and of {@code ~}. */
    String filled(Map<String, String> values) {
        Set<String> names = values.keySet();
        return WORD.matcher(snowflake).replaceAll((MatchResult word) -> {
            String found = word.group();
            return Matcher.quoteReplacement(names.contains(found) ? values.getOrDefault(found, found) : found);
        });
    }
}
