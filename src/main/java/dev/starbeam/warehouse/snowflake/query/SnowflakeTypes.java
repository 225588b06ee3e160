package dev.starbeam.warehouse.snowflake.query;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The types that a cast may name. */
final class SnowflakeTypes {
    private static final Pattern DECIMAL = Pattern.compile("(decimal|numeric) ?\\((\\d+), ?(\\d+)\\)");

    /** A type's name in marts to Snowflake's. */
    static final Map<String, String> NAMES = new TreeMap<>(Map.ofEntries(
            Map.entry("varchar", "varchar"),
            Map.entry("text", "varchar"),
            Map.entry("string", "varchar"),
            Map.entry("smallint", "smallint"),
            Map.entry("integer", "integer"),
            Map.entry("int", "int"),
            Map.entry("bigint", "bigint"),
            Map.entry("double", "float"),
            Map.entry("double precision", "float"),
            Map.entry("boolean", "boolean"),
            Map.entry("bool", "boolean"),
            Map.entry("date", "date"),
            Map.entry("timestamp", "timestamp_ntz(6)")));

    private SnowflakeTypes() {}

    static Optional<String> of(String written) {
        String type = written.toLowerCase(Locale.ROOT);
        Matcher decimal = DECIMAL.matcher(type);
        if (decimal.matches()) {
            return Optional.of(decimal.group(1) + "(" + decimal.group(2) + ", " + decimal.group(3) + ")");
        }
        return Optional.ofNullable(NAMES.get(type));
    }
}
