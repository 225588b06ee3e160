package dev.starbeam.warehouse.snowflake.layout;

import dev.starbeam.warehouse.snowflake.session.SnowflakeSession;
import dev.starbeam.warehouse.snowflake.session.SnowflakeSql;
import dev.starbeam.warehouse.table.StarTables;
import dev.starbeam.warehouse.table.TableCheck;
import dev.starbeam.warehouse.table.TableSpec;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The named CHECKs that tables have. Those that people have added under names of their own are left alone. */
final class PublishedChecks {
    private static final String OURS = TableCheck.PREFIX.toUpperCase(Locale.ROOT);

    private PublishedChecks() {}

    /** Statements that drop those that are no longer declared. */
    static List<String> removals(SnowflakeSession session, SnowflakeDdl sql, List<TableSpec> tables, Set<String> there)
            throws SQLException {
        List<String> removals = new ArrayList<>();
        for (TableSpec table : tables) {
            String stored = sql.catalogued(sql.storedSchema(table)) + "." + sql.catalogued(table.name());
            if (table.schema().equals(StarTables.SCHEMA) && there.contains(stored)) {
                undeclared(sql, table, names(session, sql, table))
                        .forEach(name -> removals.add(
                                "alter table " + sql.stored(table) + " drop constraint " + SnowflakeSql.quoted(name)));
            }
        }
        return removals;
    }

    private static List<String> undeclared(SnowflakeDdl sql, TableSpec table, List<String> names) {
        Set<String> declared = table.checks().stream()
                .map(check -> sql.catalogued(check.name()))
                .collect(Collectors.toSet());
        return names.stream()
                .filter(name -> name.startsWith(OURS) && !declared.contains(name))
                .toList();
    }

    private static List<String> names(SnowflakeSession session, SnowflakeDdl sql, TableSpec table) throws SQLException {
        List<List<@Nullable Object>> rows = session.query(
                "select constraint_name from information_schema.check_constraints where constraint_catalog ="
                        + " current_database() and constraint_schema = ? and constraint_table = ? order by 1",
                sql.catalogued(sql.storedSchema(table)),
                sql.catalogued(table.name()));
        return rows.stream().map(row -> String.valueOf(row.get(0))).toList();
    }
}
