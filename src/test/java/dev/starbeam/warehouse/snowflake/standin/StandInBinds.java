package dev.starbeam.warehouse.snowflake.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Values that came beside a statement, one row of them or arrays of a row each. */
final class StandInBinds {
    private StandInBinds() {}

    static int rows(JsonNode binds) {
        JsonNode first = binds.path("1").path("value");
        return first.isArray() ? first.size() : 1;
    }

    static void bind(PreparedStatement statement, JsonNode binds, int row) throws SQLException {
        for (int position = 1; binds.has(String.valueOf(position)); position++) {
            JsonNode bind = binds.get(String.valueOf(position));
            JsonNode value = bind.path("value").isArray() ? bind.get("value").get(row) : bind.path("value");
            statement.setObject(position, value(bind.path("type").asText(), value));
        }
    }

    private static @Nullable Object value(String type, JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return null;
        }
        String text = value.asText();
        return switch (type) {
            case "FIXED" -> new BigDecimal(text);
            case "REAL" -> Double.valueOf(text);
            case "BOOLEAN" -> Boolean.valueOf(text);
            case "TEXT", "ANY" -> text;
            default -> throw new StandInRefusal(2099, "42601", "the stand-in does not know binds of type " + type);
        };
    }
}
