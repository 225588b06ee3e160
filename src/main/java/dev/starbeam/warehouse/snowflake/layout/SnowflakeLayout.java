package dev.starbeam.warehouse.snowflake.layout;

import dev.starbeam.warehouse.IncompatibleTableException;
import dev.starbeam.warehouse.migrate.Catalogue;
import dev.starbeam.warehouse.migrate.PublishedColumn;
import dev.starbeam.warehouse.migrate.PublishedTable;
import dev.starbeam.warehouse.migrate.SchemaMigration;
import dev.starbeam.warehouse.snowflake.session.SnowflakeSession;
import dev.starbeam.warehouse.sql.SqlDialect;
import dev.starbeam.warehouse.table.TableSpec;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes tables of a Snowflake database what their specs say. There each statement commits by itself and may be repeated,
 * so all run before the publishing transaction; a run that dies between leaves wider tables and no row.
 */
public final class SnowflakeLayout {
    private static final List<String> CATALOGUE = List.of(
            "table_schema",
            "table_name",
            "column_name",
            "data_type",
            "numeric_precision",
            "numeric_scale",
            "is_nullable",
            "comment");

    private SnowflakeLayout() {}

    /**
     * The statements that make the tables what they should be, in order; none when they are.
     *
     * @throws IncompatibleTableException when a published column can't hold the declared values
     */
    public static List<String> changes(SnowflakeSession session, SnowflakeDdl dialect, List<TableSpec> tables)
            throws SQLException {
        Map<String, PublishedTable> there = published(session, dialect, schemasOf(dialect, tables));
        KeyMigration keys = KeyMigration.of(session, dialect, tables, there.keySet());
        List<String> changes = new ArrayList<>(PublishedChecks.removals(session, dialect, tables, there.keySet()));
        changes.addAll(SchemaMigration.statements(
                new SnowflakeRules(dialect, keys), new Catalogue(schemata(session), there), tables));
        return List.copyOf(changes);
    }

    /**
     * Makes the tables what they should be.
     *
     * @throws IncompatibleTableException when a published column can't hold the declared values
     */
    public static void apply(SnowflakeSession session, SnowflakeDdl dialect, List<TableSpec> tables)
            throws SQLException {
        for (String change : changes(session, dialect, tables)) {
            try {
                session.execute(change);
            } catch (SQLException e) {
                if (!KeyMigration.goesOnAfter(change, e)) {
                    throw e;
                }
            }
        }
    }

    /** Where the tables are, or were before they became views or stopped being views; as the catalogue writes it. */
    private static Set<String> schemasOf(SqlDialect sql, List<TableSpec> tables) {
        Set<String> schemas = new LinkedHashSet<>();
        schemas.add(sql.catalogued(TableSpec.DATA_SCHEMA));
        tables.forEach(table -> schemas.add(sql.catalogued(table.schema())));
        return schemas;
    }

    /** Of these schemas only: of a whole large database Snowflake doesn't answer. */
    private static Map<String, PublishedTable> published(SnowflakeSession session, SqlDialect sql, Set<String> schemas)
            throws SQLException {
        Map<String, Map<String, PublishedColumn>> columns = new LinkedHashMap<>();
        List<List<@Nullable Object>> rows = session.query(
                "select " + String.join(", ", CATALOGUE)
                        + " from information_schema.columns where table_catalog = current_database()"
                        + " and table_schema in (" + String.join(", ", Collections.nCopies(schemas.size(), "?"))
                        + ") order by table_schema, table_name, ordinal_position",
                schemas.toArray());
        for (List<@Nullable Object> row : rows) {
            PublishedColumn column = PublishedColumn.of(row.subList(2, row.size()));
            columns.computeIfAbsent(
                            Catalogue.key(String.valueOf(row.get(0)), String.valueOf(row.get(1))),
                            table -> new LinkedHashMap<>())
                    .put(column.name(), column);
        }
        Map<String, PublishedTable> tables = new LinkedHashMap<>();
        String data = sql.catalogued(TableSpec.DATA_SCHEMA) + ".";
        columns.forEach((key, held) -> {
            // The catalogue of columns doesn't tell views; each is over a table of its name beside it.
            boolean isView = !key.startsWith(data) && columns.containsKey(data + key.substring(key.indexOf('.') + 1));
            tables.put(key, new PublishedTable(isView, null, held));
        });
        return tables;
    }

    /** The schemas that are there. */
    static Set<String> schemata(SnowflakeSession session) throws SQLException {
        return session
                .query("select schema_name from information_schema.schemata where catalog_name = current_database()")
                .stream()
                .map(row -> String.valueOf(row.get(0)))
                .collect(Collectors.toSet());
    }
}
