package dev.starbeam.warehouse.snowflake.layout;

import dev.starbeam.warehouse.migrate.KeyRules;
import dev.starbeam.warehouse.migrate.PublishedColumn;
import dev.starbeam.warehouse.snowflake.session.SnowflakeFaults;
import dev.starbeam.warehouse.snowflake.session.SnowflakeSession;
import dev.starbeam.warehouse.snowflake.session.SnowflakeSql;
import dev.starbeam.warehouse.table.StarTables;
import dev.starbeam.warehouse.table.TableSpec;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives published tables the keys that are declared by now. A key that no longer is, such as the natural key of a
 * dimension that gets a history, goes: relied on, it would make queries wrong. One that is missing is added without RELY,
 * since nothing was proven of the rows that are there. A key that somebody gave a name is left alone.
 */
final class KeyMigration implements KeyRules {
    private static final Logger LOG = LoggerFactory.getLogger(KeyMigration.class);
    private static final Pattern ADDED =
            Pattern.compile("(?s)^alter table \\S+ add (?:unique|foreign key) \\(.*" + TableKey.UNPROVEN + "$");
    private static final Pattern DROPPED = Pattern.compile("^alter table \\S+ drop constraint ");

    private final SnowflakeDdl sql;
    private final List<PublishedKey> published = new ArrayList<>();

    private KeyMigration(SnowflakeDdl sql) {
        this.sql = sql;
    }

    /**
     * Reads the keys that the tables have.
     *
     * @param there every table in the catalogue, each as {@code SCHEMA.TABLE}
     */
    static KeyMigration of(SnowflakeSession session, SnowflakeDdl sql, List<TableSpec> tables, Set<String> there)
            throws SQLException {
        KeyMigration keys = new KeyMigration(sql);
        Set<String> schemas = keys.schemas(tables, there);
        keys.read(session, TableKey.Kind.UNIQUE, schemas);
        keys.read(session, TableKey.Kind.FOREIGN, schemas);
        if (tables.stream().anyMatch(keys::lacksSome)) {
            keys.read(session, TableKey.Kind.PRIMARY, schemas);
        }
        return keys;
    }

    /**
     * Whether a change of keys that failed may be left at that: what SHOW tells of keys may be older than the last change.
     * A key that is to go is gone then, and one that is to come isn't relied on.
     */
    static boolean goesOnAfter(String change, SQLException e) {
        if (SnowflakeFaults.isTransient(e)) {
            return false;
        }
        if (DROPPED.matcher(change).find()) {
            return String.valueOf(e.getMessage()).contains("does not exist");
        }
        boolean added = ADDED.matcher(change).find();
        if (added) {
            LOG.warn("{} failed, and the batch goes on without the key: {}", change, e.getMessage());
        }
        return added;
    }

    private Set<String> schemas(List<TableSpec> tables, Set<String> there) {
        Set<String> schemas = new LinkedHashSet<>();
        for (TableSpec table : tables) {
            if (dependOnTheDeclaration(table)) {
                Stream.of(table.schema(), TableSpec.DATA_SCHEMA)
                        .map(sql::catalogued)
                        .filter(schema -> there.contains(schema + "." + sql.catalogued(table.name())))
                        .forEach(schemas::add);
            }
        }
        return schemas;
    }

    /** Those of other schemas are the same, or none, whatever is declared. */
    private static boolean dependOnTheDeclaration(TableSpec table) {
        return table.schema().equals(StarTables.SCHEMA) || table.schema().equals(TableSpec.DATA_SCHEMA);
    }

    private void read(SnowflakeSession session, TableKey.Kind kind, Set<String> schemas) throws SQLException {
        for (String schema : schemas) {
            published.addAll(PublishedKey.read(session, kind, sql.ofDatabase(SnowflakeSql.quoted(schema))));
        }
    }

    private boolean lacksSome(TableSpec table) {
        return dependOnTheDeclaration(table)
                && TableKey.of(table).stream().anyMatch(key -> key.kind() != TableKey.Kind.PRIMARY && !has(table, key));
    }

    private boolean has(TableSpec table, TableKey key) {
        return of(table).stream().anyMatch(there -> there.is(key, sql));
    }

    /** Snowflake refuses references to a column that is no key, or of another type. */
    @Override
    public boolean canBeReferredTo(TableSpec dimension, Map<String, PublishedColumn> columns) {
        TableKey primary = new TableKey(TableKey.Kind.PRIMARY, List.of(TableKey.keyOf(dimension)), null);
        PublishedColumn column = columns.get(sql.catalogued(TableKey.keyOf(dimension)));
        return column != null && SnowflakeRules.isKey(column) && has(dimension, primary);
    }

    private List<PublishedKey> of(TableSpec table) {
        String name = sql.catalogued(table.name());
        return published.stream().filter(key -> key.table().equals(name)).toList();
    }

    @Override
    public List<String> changes(TableSpec table, Map<String, PublishedColumn> columns, Predicate<TableSpec> referable) {
        if (!dependOnTheDeclaration(table)) {
            return List.of();
        }
        List<String> changes = new ArrayList<>();
        outdated(table).forEach(key -> changes.add("drop constraint " + SnowflakeSql.quoted(key.constraint())));
        TableKey.of(table.referringTo(referable)).stream()
                .filter(key -> key.kind() != TableKey.Kind.PRIMARY && !has(table, key))
                .filter(key -> key.dimension() == null ? !isPrimary(table, key) : fits(key, columns))
                .forEach(key -> changes.add("add " + key.written(sql) + TableKey.UNPROVEN));
        return changes;
    }

    private List<PublishedKey> outdated(TableSpec table) {
        List<TableKey> declared = TableKey.of(table);
        return of(table).stream()
                .filter(key -> key.kind() != TableKey.Kind.PRIMARY && key.isUnnamed())
                .filter(key -> declared.stream().noneMatch(wanted -> key.is(wanted, sql)))
                .toList();
    }

    /** Snowflake refuses a second key of the same columns. */
    private boolean isPrimary(TableSpec table, TableKey unique) {
        return has(table, new TableKey(TableKey.Kind.PRIMARY, unique.columns(), null));
    }

    private boolean fits(TableKey reference, Map<String, PublishedColumn> columns) {
        PublishedColumn column = columns.get(sql.catalogued(reference.columns().get(0)));
        return column == null || SnowflakeRules.isKey(column);
    }
}
