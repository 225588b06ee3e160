package dev.starbeam.warehouse.snowflake.standin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.starbeam.warehouse.snowflake.standin.StandInAnswer.Column;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A result of DuckDB as the protocol writes it. */
final class StandInRows {
    private StandInRows() {}

    static ObjectNode of(String sql, ResultSet result) throws SQLException {
        ResultSetMetaData meta = result.getMetaData();
        List<Column> columns = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            columns.add(column(meta, i));
        }
        List<List<@Nullable String>> rows = new ArrayList<>();
        while (result.next()) {
            List<@Nullable String> row = new ArrayList<>();
            for (int i = 1; i <= columns.size(); i++) {
                row.add(cell(columns.get(i - 1).type(), result, i));
            }
            rows.add(row);
        }
        return StandInAnswer.rows(sql, columns, rows);
    }

    private static Column column(ResultSetMetaData meta, int i) throws SQLException {
        String name = meta.getColumnLabel(i);
        return switch (meta.getColumnType(i)) {
            case Types.BIGINT, Types.INTEGER, Types.SMALLINT, Types.TINYINT -> new Column(name, "fixed", 38, 0);
            case Types.DECIMAL -> new Column(name, "fixed", meta.getPrecision(i), meta.getScale(i));
            case Types.DOUBLE, Types.FLOAT, Types.REAL -> new Column(name, "real", 0, 0);
            case Types.DATE -> new Column(name, "date", 0, 0);
            case Types.TIMESTAMP -> new Column(name, "timestamp_ntz", 0, 6);
            case Types.BOOLEAN -> new Column(name, "boolean", 0, 0);
            default ->
                meta.getColumnTypeName(i).equals("HUGEINT") ? new Column(name, "fixed", 38, 0) : Column.text(name);
        };
    }

    private static @Nullable String cell(String type, ResultSet result, int i) throws SQLException {
        Object value = result.getObject(i);
        if (value == null) {
            return null;
        }
        return switch (type) {
            case "date" -> String.valueOf(result.getDate(i).toLocalDate().toEpochDay());
            case "timestamp_ntz" -> timestamp(result.getObject(i, LocalDateTime.class));
            case "fixed" -> value instanceof BigDecimal number ? number.toPlainString() : value.toString();
            default -> value.toString();
        };
    }

    private static String timestamp(LocalDateTime at) {
        long micros = ChronoUnit.MICROS.between(LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC), at);
        return String.format("%d.%06d000", Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L));
    }
}
