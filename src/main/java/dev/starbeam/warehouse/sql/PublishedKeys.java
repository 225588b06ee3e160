package dev.starbeam.warehouse.sql;

import dev.starbeam.warehouse.table.TableSpec;
import java.sql.SQLException;
import java.util.function.LongConsumer;

/** Reads the keys of a published dimension. */
public final class PublishedKeys {
    private PublishedKeys() {}

    /** None when the table, or the column, isn't there. */
    public static void read(SqlSession session, SqlDialect sql, TableSpec table, String column, LongConsumer keys)
            throws SQLException {
        long there = session.number(
                "select count(*) from information_schema.columns where table_catalog = current_database()"
                        + " and table_schema = ? and table_name = ? and column_name = ?",
                sql.catalogued(sql.storedSchema(table)),
                sql.catalogued(table.name()),
                sql.catalogued(column));
        if (there == 1) {
            String key = sql.identifier(column);
            session.forEachNumber(
                    "select " + key + " from " + sql.stored(table) + " where " + key + " is not null", keys);
        }
    }
}
