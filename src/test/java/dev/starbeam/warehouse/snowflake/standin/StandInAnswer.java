package dev.starbeam.warehouse.snowflake.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The service's answers, as JSON. */
final class StandInAnswer {
    private static final ObjectMapper JSON = new ObjectMapper();

    private StandInAnswer() {}

    /** A column of an answer; {@code type} as the protocol names it. */
    record Column(String name, String type, int precision, int scale) {
        static Column text(String name) {
            return new Column(name, "text", 0, 0);
        }

        static Column number(String name) {
            return new Column(name, "fixed", 38, 0);
        }
    }

    static ObjectNode empty() {
        ObjectNode answer = JSON.createObjectNode().put("success", true);
        answer.putNull("code").putNull("message").putObject("data");
        return answer;
    }

    static ObjectNode login(String token, JsonNode asked) {
        ObjectNode answer = empty();
        ObjectNode data = (ObjectNode) answer.get("data");
        data.put("token", token).put("masterToken", "master").put("validityInSeconds", 3600);
        data.put("masterValidityInSeconds", 14400).put("sessionId", 1).put("serverVersion", "9.0.0");
        data.put("displayUserName", asked.path("LOGIN_NAME").asText()).put("firstLogin", false);
        data.put("healthCheckInterval", 45);
        parameters(data);
        data.putObject("sessionInfo")
                .put("databaseName", "STARBEAM")
                .put("schemaName", "PUBLIC")
                .put("warehouseName", "")
                .put("roleName", "");
        return answer;
    }

    static ObjectNode refused(StandInRefusal refusal) {
        ObjectNode answer = JSON.createObjectNode()
                .put("success", false)
                .put("code", String.format(Locale.ROOT, "%06d", refusal.code))
                .put("message", refusal.getMessage());
        answer.putObject("data")
                .put("internalError", false)
                .put("errorCode", answer.path("code").asText())
                .put("sqlState", refusal.sqlState)
                .put("queryId", UUID.randomUUID().toString());
        return answer;
    }

    /** For a client that asks what a statement would take and return. */
    static ObjectNode described(String sql) {
        ObjectNode answer = rows(sql, List.of(), List.of());
        ((ObjectNode) answer.get("data"))
                .put("numberOfBinds", (int) sql.chars().filter(c -> c == '?').count())
                .put("arrayBindSupported", true);
        return answer;
    }

    /** To what is done without rows to tell of. */
    static ObjectNode done(String sql) {
        return rows(sql, List.of(Column.text("status")), List.of(List.of("Statement executed successfully.")));
    }

    static ObjectNode rows(String sql, List<Column> columns, List<? extends List<@Nullable String>> rows) {
        ObjectNode answer = empty();
        ObjectNode data = (ObjectNode) answer.get("data");
        parameters(data);
        ArrayNode types = data.putArray("rowtype");
        for (Column column : columns) {
            types.addObject()
                    .put("name", column.name())
                    .put("type", column.type())
                    .put("precision", column.precision())
                    .put("scale", column.scale())
                    .put("nullable", true)
                    .put("length", 16777216)
                    .put("byteLength", 16777216);
        }
        ArrayNode set = data.putArray("rowset");
        for (List<@Nullable String> row : rows) {
            ArrayNode cells = set.addArray();
            row.forEach(cells::add);
        }
        data.put("total", rows.size()).put("returned", rows.size());
        data.put("queryId", UUID.randomUUID().toString()).put("queryResultFormat", "json");
        data.put("statementTypeId", StandInSql.type(sql)).put("version", 1);
        data.put("finalDatabaseName", "STARBEAM")
                .put("finalSchemaName", "PUBLIC")
                .put("sqlState", "00000");
        return answer;
    }

    private static void parameters(ObjectNode data) {
        ArrayNode parameters = data.putArray("parameters");
        parameters.addObject().put("name", "TIMEZONE").put("value", "UTC");
        parameters.addObject().put("name", "CLIENT_SESSION_KEEP_ALIVE").put("value", false);
        parameters.addObject().put("name", "CLIENT_TELEMETRY_ENABLED").put("value", false);
        parameters
                .addObject()
                .put("name", "CLIENT_STAGE_ARRAY_BINDING_THRESHOLD")
                .put("value", 0);
        parameters.addObject().put("name", "AUTOCOMMIT").put("value", true);
    }
}
