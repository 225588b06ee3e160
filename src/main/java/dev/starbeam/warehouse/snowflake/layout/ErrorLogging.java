package dev.starbeam.warehouse.snowflake.layout;

import dev.starbeam.warehouse.IncompatibleTableException;
import dev.starbeam.warehouse.snowflake.session.SnowflakeSession;
import dev.starbeam.warehouse.table.TableSpec;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tables with ERROR_LOGGING on. INSERT, UPDATE and MERGE leave out of them each row that can't be written, and report no
 * error: rows would be lost that the ledger counts.
 */
public final class ErrorLogging {
    private static final Set<String> ON = Set.of("true", "on", "yes", "y");

    private ErrorLogging() {}

    /** @throws IncompatibleTableException when one of the tables has it on, saying how to end that */
    public static void refuse(SnowflakeSession session, SnowflakeDdl sql, List<TableSpec> tables) throws SQLException {
        Set<String> held = tables.stream()
                .map(table -> sql.catalogued(sql.storedSchema(table)) + "." + sql.catalogued(table.name()))
                .collect(Collectors.toSet());
        Set<String> schemas = tables.stream()
                .map(table -> sql.catalogued(sql.storedSchema(table)))
                .collect(Collectors.toCollection(TreeSet::new));
        schemas.retainAll(SnowflakeLayout.schemata(session));
        for (String schema : schemas) {
            refuse(session, sql, schema, held);
        }
    }

    /** Accounts that don't have the column yet don't have the feature for certain. */
    private static void refuse(SnowflakeSession session, SnowflakeDdl sql, String schema, Set<String> held)
            throws SQLException {
        for (Map<String, @Nullable Object> row :
                session.show("show tables in schema " + sql.ofDatabase(sql.identifier(schema)))) {
            String name = String.valueOf(row.get("name"));
            String logging = String.valueOf(row.get("error_logging")).toLowerCase(Locale.ROOT);
            if (held.contains(schema + "." + name) && ON.contains(logging)) {
                throw refused(sql.identifier(schema) + "." + sql.identifier(name));
            }
        }
    }

    private static IncompatibleTableException refused(String table) {
        return new IncompatibleTableException("table " + table
                + " has ERROR_LOGGING on: rows that can't be written would"
                + " be left out of it without an error. Nothing was published. Turn it off: alter table " + table
                + " set error_logging = false");
    }
}
