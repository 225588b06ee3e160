package dev.starbeam.warehouse.sql;

import dev.starbeam.warehouse.Warehouse;
import dev.starbeam.warehouse.table.TableSpec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the keys of a published dimension. */
public final class PublishedKeys {
    private PublishedKeys() {}

    /** None when the table, or one of the columns, isn't there. */
    public static void read(
            SqlSession session,
            SqlDialect sql,
            TableSpec table,
            String column,
            List<String> naturalKey,
            Warehouse.PublishedKey keys)
            throws SQLException {
        List<String> columns =
                Stream.concat(Stream.of(column), naturalKey.stream()).toList();
        for (String name : columns) {
            if (!isThere(session, sql, table, name)) {
                return;
            }
        }
        String query = "select " + sql.identifiers(columns) + " from " + sql.stored(table) + " where "
                + sql.identifier(column) + " is not null";
        session.stream(query, rows -> readAll(rows, naturalKey.size(), keys));
    }

    private static void readAll(ResultSet rows, int columns, Warehouse.PublishedKey keys) throws SQLException {
        @Nullable Object[] values = new @Nullable Object[columns];
        while (rows.next()) {
            for (int i = 0; i < columns; i++) {
                values[i] = rows.getObject(i + 2);
            }
            keys.accept(rows.getLong(1), values);
        }
    }

    private static boolean isThere(SqlSession session, SqlDialect sql, TableSpec table, String column)
            throws SQLException {
        return session.number(
                        "select count(*) from information_schema.columns where table_catalog = current_database()"
                                + " and table_schema = ? and table_name = ? and column_name = ?",
                        sql.catalogued(sql.storedSchema(table)),
                        sql.catalogued(table.name()),
                        sql.catalogued(column))
                == 1;
    }
}
