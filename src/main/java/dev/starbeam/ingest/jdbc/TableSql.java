package dev.starbeam.ingest.jdbc;

import dev.starbeam.ingest.jdbc.dialect.ColumnShape;
import dev.starbeam.model.source.JdbcModel;
import dev.starbeam.model.source.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every statement that reads a table or query. Names are quoted, values bound. */
final class TableSql {
    private final DatabaseAccess access;
    private final TableShape shape;
    private final @Nullable ColumnShape key;
    private final @Nullable KeyAxis axis;

    /** @param key the partition column with its {@code axis}, or {@code null} for both */
    TableSql(DatabaseAccess access, TableShape shape, @Nullable ColumnShape key, @Nullable KeyAxis axis) {
        this.access = access;
        this.shape = shape;
        this.key = key;
        this.axis = axis;
    }

    /** What stands behind FROM. */
    static String from(JdbcModel jdbc, String quote) {
        TableName table = jdbc.table();
        if (table == null) {
            return "(\n" + jdbc.query() + "\n) AS " + quoted("source_query", quote);
        }
        return table.parts().stream().map(part -> quoted(part, quote)).collect(Collectors.joining("."));
    }

    /** The least and the greatest key. */
    String extremes() {
        return "SELECT MIN(" + key() + "), MAX(" + key() + ") FROM " + from();
    }

    /** How many rows each range has. */
    PreparedStatement counts(Connection session, List<KeyRange> ranges) throws SQLException {
        String counts = ranges.stream()
                .map(range -> access.dialect().count() + "(CASE WHEN " + condition(range) + " THEN 1 END)")
                .collect(Collectors.joining(", "));
        return bound(session.prepareStatement("SELECT " + counts + " FROM " + from()), ranges);
    }

    /** The rows of a range, in the order of the partition column, then of the primary key. */
    PreparedStatement rows(Connection session, List<ColumnShape> columns, KeyRange range) throws SQLException {
        String selected = columns.stream()
                .map(column -> access.dialect().selected(column, quoted(column.name())))
                .collect(Collectors.joining(", "));
        String where = range.isAll() ? "" : " WHERE " + condition(range);
        return bound(
                session.prepareStatement("SELECT " + selected + " FROM " + from() + where + order()), List.of(range));
    }

    private String condition(KeyRange range) {
        if (range.nulls()) {
            return key() + " IS NULL";
        }
        String below = range.to() == null ? "" : key() + " < ?";
        String above = range.from() == null ? "" : key() + " >= ?";
        return above + (above.isEmpty() || below.isEmpty() ? "" : " AND ") + below;
    }

    private PreparedStatement bound(PreparedStatement statement, List<KeyRange> ranges) throws SQLException {
        int parameter = 1;
        for (KeyRange range : ranges) {
            for (Long bound : new Long[] {range.from(), range.to()}) {
                if (bound != null && axis != null) {
                    axis.bind(statement, parameter++, bound);
                }
            }
        }
        return statement;
    }

    private String order() {
        List<String> columns = new ArrayList<>();
        if (key != null) {
            columns.add(key());
        }
        shape.primaryKey().stream()
                .map(this::quoted)
                .filter(name -> !columns.contains(name))
                .forEach(columns::add);
        return columns.isEmpty() ? "" : " ORDER BY " + String.join(", ", columns);
    }

    private String key() {
        return quoted(key == null ? "" : key.name());
    }

    private String from() {
        return from(access.jdbc(), shape.quote());
    }

    private String quoted(String name) {
        return quoted(name, shape.quote());
    }

    private static String quoted(String name, String quote) {
        return quote + name.replace(quote, quote + quote) + quote;
    }
}
