package dev.starbeam.warehouse.snowflake.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.starbeam.warehouse.snowflake.standin.StandInAnswer.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Statements that change rows, with the counts that Snowflake answers. */
final class StandInChanges {
    private final Connection duck;

    StandInChanges(Connection duck) {
        this.duck = duck;
    }

    ObjectNode run(String sql, JsonNode binds) throws SQLException {
        return StandInSql.verb(sql).equals("merge") ? merge(sql, binds) : update(sql, binds);
    }

    private ObjectNode merge(String sql, JsonNode binds) throws SQLException {
        Map<String, Long> actions = new HashMap<>();
        try (PreparedStatement statement =
                duck.prepareStatement(StandInSql.toDuckDb(sql) + " returning merge_action")) {
            StandInBinds.bind(statement, binds, 0);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    actions.merge(rows.getString(1), 1L, Long::sum);
                }
            }
        }
        List<Column> columns = new ArrayList<>();
        List<@Nullable String> counts = new ArrayList<>();
        answer("insert", "inserted", actions, sql, columns, counts);
        answer("update", "updated", actions, sql, columns, counts);
        answer("delete", "deleted", actions, sql, columns, counts);
        return StandInAnswer.rows(sql, columns, List.of(counts));
    }

    /** Snowflake's answer has a column for each action that the statement may take. */
    private static void answer(
            String verb,
            String done,
            Map<String, Long> actions,
            String sql,
            List<Column> columns,
            List<@Nullable String> counts) {
        if (sql.matches("(?is).*\\bthen " + verb + "\\b.*")) {
            columns.add(Column.number("number of rows " + done));
            counts.add(String.valueOf(actions.getOrDefault(verb.toUpperCase(Locale.ROOT), 0L)));
        }
    }

    private ObjectNode update(String sql, JsonNode binds) throws SQLException {
        long changed = 0;
        try (PreparedStatement statement = duck.prepareStatement(StandInSql.toDuckDb(sql))) {
            for (int row = 0; row < StandInBinds.rows(binds); row++) {
                StandInBinds.bind(statement, binds, row);
                changed += statement.executeLargeUpdate();
            }
        }
        String name = "number of rows " + StandInSql.verb(sql) + (sql.startsWith("insert") ? "ed" : "d");
        return StandInAnswer.rows(sql, List.of(Column.number(name)), List.of(List.of(String.valueOf(changed))));
    }
}
