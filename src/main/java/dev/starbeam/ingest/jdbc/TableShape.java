package dev.starbeam.ingest.jdbc;

import dev.starbeam.ingest.jdbc.dialect.ColumnShape;
import dev.starbeam.ingest.jdbc.dialect.Dialect;
import dev.starbeam.model.source.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a table or query looks like.
 *
 * @param columns in the database's order
 * @param primaryKey the names of the columns that identify a row, none when they are not known
 * @param quote what names are quoted with
 */
record TableShape(List<ColumnShape> columns, List<String> primaryKey, String quote) {
    /** Asks the database. */
    static TableShape of(Connection session, DatabaseAccess access) throws SQLException {
        String quote = session.getMetaData().getIdentifierQuoteString().strip();
        TableName table = access.jdbc().table();
        String from = TableSql.from(access.jdbc(), quote);
        return new TableShape(
                columns(session, from),
                table == null ? List.of() : primaryKey(session, access.dialect(), table),
                quote);
    }

    /** The column of this name; if none is spelled so, the only one that differs in case. */
    Optional<ColumnShape> column(String name) {
        List<ColumnShape> alike = columns.stream()
                .filter(column -> column.name().equalsIgnoreCase(name))
                .toList();
        Optional<ColumnShape> exact =
                alike.stream().filter(column -> column.name().equals(name)).findFirst();
        return exact.isPresent() || alike.size() != 1 ? exact : Optional.of(alike.get(0));
    }

    List<String> names() {
        return columns.stream().map(ColumnShape::name).toList();
    }

    private static List<ColumnShape> columns(Connection session, String from) throws SQLException {
        List<ColumnShape> columns = new ArrayList<>();
        try (PreparedStatement statement = session.prepareStatement("SELECT * FROM " + from + " WHERE 1 = 0");
                ResultSet none = statement.executeQuery()) {
            ResultSetMetaData shape = none.getMetaData();
            for (int i = 1; i <= shape.getColumnCount(); i++) {
                columns.add(new ColumnShape(
                        shape.getColumnLabel(i),
                        shape.getColumnType(i),
                        shape.getColumnTypeName(i),
                        shape.getPrecision(i),
                        shape.getScale(i)));
            }
        }
        return List.copyOf(columns);
    }

    private static List<String> primaryKey(Connection session, Dialect dialect, TableName table) throws SQLException {
        List<String> before = table.parts().subList(0, table.parts().size() - 1);
        Dialect.Home home = dialect.home(session, before);
        Map<Integer, String> names = new TreeMap<>();
        try (ResultSet keys = session.getMetaData().getPrimaryKeys(home.catalog(), home.schema(), table.last())) {
            while (keys.next()) {
                names.put((int) keys.getShort("KEY_SEQ"), keys.getString("COLUMN_NAME"));
            }
        }
        return List.copyOf(names.values());
    }
}
