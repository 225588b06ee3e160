package dev.starbeam.warehouse.snowflake.session;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.warehouse.WarehouseException;
import java.util.Locale;
import java.util.regex.Pattern;

/** How names, texts and types are written in Snowflake's SQL: whatever they contain, they stay what they are. */
public final class SnowflakeSql {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_$]*");
    private static final int LONGEST_NAME = 255;

    private SnowflakeSql() {}

    /**
     * A name in double quotes. Snowflake takes unquoted names for upper case, so plain ones are upper-cased, whatever
     * their case: {@code star.fact_orders} and {@code OrderId} in a mart then mean the table and its column. Any other name
     * keeps its letters and has to be quoted there.
     */
    public static String name(String identifier) {
        if (identifier.isEmpty() || identifier.length() > LONGEST_NAME || identifier.indexOf('\0') >= 0) {
            throw new WarehouseException("\"" + identifier + "\" can't be the name of a table or column");
        }
        return quoted(catalogued(identifier));
    }

    /** A name that is the catalogue's already. */
    public static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** The name as Snowflake keeps it. */
    public static String catalogued(String identifier) {
        return PLAIN.matcher(identifier).matches() ? identifier.toUpperCase(Locale.ROOT) : identifier;
    }

    /** A text literal; in Snowflake a backslash escapes, so it is doubled. */
    public static String text(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    public static String type(ColumnType type) {
        return switch (type.kind()) {
            case TEXT -> "varchar";
            case BIGINT -> "number(19, 0)";
            case DECIMAL -> "number(" + type.precision() + ", " + type.scale() + ")";
            case DOUBLE -> "float";
            case DATE -> "date";
            case TIMESTAMP -> "timestamp_ntz(6)";
            case BOOLEAN -> "boolean";
        };
    }
}
