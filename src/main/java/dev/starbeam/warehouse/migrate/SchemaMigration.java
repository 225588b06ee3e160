package dev.starbeam.warehouse.migrate;

import dev.starbeam.model.Materialization;
import dev.starbeam.warehouse.IncompatibleTableException;
import dev.starbeam.warehouse.ddl.DdlDialect;
import dev.starbeam.warehouse.ddl.QualityViews;
import dev.starbeam.warehouse.ddl.TableDdl;
import dev.starbeam.warehouse.table.ColumnSpec;
import dev.starbeam.warehouse.table.QualityTables;
import dev.starbeam.warehouse.table.TableSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Plans what makes tables what their specs say, without losing a row: creates them, adds columns, widens numbers, turns
 * a table into a view over one and back. Each statement may be run again, and one that is never reached leaves wider
 * tables and no row.
 */
public final class SchemaMigration {
    private final MigrationRules rules;
    private final DdlDialect sql;
    private final TableDdl ddl;
    private final Catalogue there;
    private final Map<String, PublishedTable> tables;
    private final Set<String> made = new HashSet<>();
    private final List<String> statements = new ArrayList<>();

    private SchemaMigration(MigrationRules rules, Catalogue there) {
        this.rules = rules;
        this.sql = rules.sql();
        this.ddl = new TableDdl(sql);
        this.there = there;
        this.tables = new LinkedHashMap<>(there.tables());
    }

    /**
     * The statements, in order; none when every table is what it should be.
     *
     * @throws IncompatibleTableException when a published column can't hold the declared values
     */
    public static List<String> statements(MigrationRules rules, Catalogue there, List<TableSpec> tables) {
        SchemaMigration migration = new SchemaMigration(rules, there);
        migration.addSchemas(tables);
        tables.stream()
                .sorted(Comparator.comparing(SchemaMigration::refersToOthers))
                .forEach(migration::add);
        if (tables.contains(QualityTables.RUNS)) {
            QualityTables.views().forEach(migration::addView);
        }
        return List.copyOf(migration.statements);
    }

    /** Over tables that are there by now. */
    private void addView(TableSpec view) {
        if (find(view.schema(), view) == null) {
            statements.addAll(new QualityViews(sql).create(view));
        }
    }

    /** Those that others refer to come first. */
    private static boolean refersToOthers(TableSpec table) {
        return table.columns().stream().anyMatch(column -> column.dimension() != null);
    }

    private void addSchemas(List<TableSpec> specs) {
        Set<String> wanted = new LinkedHashSet<>(rules.ownSchemas());
        for (TableSpec table : specs) {
            wanted.add(table.schema());
            wanted.add(sql.storedSchema(table));
        }
        for (String schema : wanted) {
            // Whoever may not create schemas is refused this, too, where there is nothing to create.
            if (!there.schemas().contains(sql.catalogued(schema))) {
                statements.add("create schema if not exists " + sql.identifier(schema));
            }
        }
    }

    private void add(TableSpec table) {
        boolean isView = table.materialized() == Materialization.VIEW;
        if (!isView) {
            dropView(table);
        }
        PublishedTable held = held(sql.storedSchema(table), table);
        PublishedTable elsewhere = held == null ? held(otherSchema(table), table) : null;
        if (held == null && (elsewhere == null || !rules.renamesIntoOtherSchemas())) {
            create(table, elsewhere);
        } else {
            change(table, held, elsewhere);
        }
    }

    private void create(TableSpec table, @Nullable PublishedTable elsewhere) {
        statements.add(ddl.create(table.referringTo(this::canBeReferredTo)));
        made.add(table.qualifiedName());
        if (elsewhere != null) {
            copy(table, elsewhere);
        }
        show(table, true);
        statements.addAll(sql.comments(table));
    }

    private void change(TableSpec table, @Nullable PublishedTable held, @Nullable PublishedTable elsewhere) {
        PublishedTable columns = held == null ? rename(table, Objects.requireNonNull(elsewhere)) : held;
        ColumnMigration migration = new ColumnMigration(rules, table, columns.columns());
        statements.addAll(migration.statements());
        rules.keys()
                .changes(table, columns.columns(), this::canBeReferredTo)
                .forEach(change -> statements.add("alter table " + sql.stored(table) + " " + change));
        boolean shown = show(table, migration.changesTypes());
        PublishedTable published = find(table.schema(), table);
        boolean described = !shown && published != null && table.description().equals(published.comment());
        if (!described) {
            sql.tableComment(table).ifPresent(statements::add);
        }
    }

    /** Whether the view had to be made. */
    private boolean show(TableSpec table, boolean anew) {
        if (table.materialized() != Materialization.VIEW) {
            return false;
        }
        PublishedTable view = find(table.schema(), table);
        if (view == null || !view.isView()) {
            statements.add(ddl.view(table));
        } else if (anew || !showsAll(table, view)) {
            statements.add(ddl.replacedView(table));
        } else {
            return false;
        }
        return true;
    }

    /** Whether the view has the declared columns, as the table has them. */
    private boolean showsAll(TableSpec table, PublishedTable view) {
        PublishedTable held = held(sql.storedSchema(table), table);
        List<PublishedColumn> shown = List.copyOf(view.columns().values());
        List<ColumnSpec> declared = table.columns();
        if (held == null || shown.size() != declared.size()) {
            return false;
        }
        for (int i = 0; i < shown.size(); i++) {
            String name = sql.catalogued(declared.get(i).name());
            if (!shown.get(i).name().equals(name)
                    || !shown.get(i).looksLike(held.columns().get(name))) {
                return false;
            }
        }
        return true;
    }

    private void dropView(TableSpec table) {
        PublishedTable view = find(table.schema(), table);
        if (view != null && view.isView()) {
            statements.add("drop view if exists " + sql.published(table));
            tables.remove(key(table.schema(), table));
        }
    }

    private PublishedTable rename(TableSpec table, PublishedTable elsewhere) {
        statements.add("alter table " + old(table) + " rename to " + sql.stored(table));
        tables.remove(key(otherSchema(table), table));
        tables.put(key(sql.storedSchema(table), table), elsewhere);
        return elsewhere;
    }

    private void copy(TableSpec table, PublishedTable elsewhere) {
        String kept = sql.identifiers(table.columns().stream()
                .map(ColumnSpec::name)
                .filter(column -> elsewhere.columns().containsKey(sql.catalogued(column)))
                .toList());
        statements.add("insert into " + sql.stored(table) + " (" + kept + ") select " + kept + " from " + old(table));
        statements.add("drop table " + old(table));
        tables.remove(key(otherSchema(table), table));
    }

    /** Where the rows were before the table became a view, or stopped being one. */
    private String otherSchema(TableSpec table) {
        return sql.storedSchema(table).equals(TableSpec.DATA_SCHEMA) ? table.schema() : TableSpec.DATA_SCHEMA;
    }

    private String old(TableSpec table) {
        return sql.identifier(otherSchema(table)) + "." + sql.identifier(table.name());
    }

    private boolean canBeReferredTo(TableSpec dimension) {
        PublishedTable held = held(sql.storedSchema(dimension), dimension);
        return made.contains(dimension.qualifiedName())
                || held != null && rules.keys().canBeReferredTo(dimension, held.columns());
    }

    /** The table that holds rows there, if one does. */
    private @Nullable PublishedTable held(String schema, TableSpec table) {
        PublishedTable found = find(schema, table);
        return found == null || found.isView() ? null : found;
    }

    private @Nullable PublishedTable find(String schema, TableSpec table) {
        return tables.get(key(schema, table));
    }

    private String key(String schema, TableSpec table) {
        return Catalogue.key(sql.catalogued(schema), sql.catalogued(table.name()));
    }
}
