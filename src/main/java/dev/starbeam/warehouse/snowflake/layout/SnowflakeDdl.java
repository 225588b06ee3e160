package dev.starbeam.warehouse.snowflake.layout;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.warehouse.ddl.DdlDialect;
import dev.starbeam.warehouse.snowflake.options.SnowflakeOptions;
import dev.starbeam.warehouse.snowflake.session.SnowflakeSql;
import dev.starbeam.warehouse.table.ColumnSpec;
import dev.starbeam.warehouse.table.RawTables;
import dev.starbeam.warehouse.table.TableSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Tables, constraints and what they live in on Snowflake.
 *
 * <p>{@code NOT NULL} and {@code CHECK} are enforced by Snowflake's standard tables; primary, unique and foreign keys are
 * not, and say so. {@code RELY} lets the optimizer trust a key. It is given only to those that every publication proves:
 * surrogate and natural keys of dimensions, and the grain of a fact.
 */
public final class SnowflakeDdl implements DdlDialect {
    private final String database;
    private final SnowflakeOptions snowflake;

    /**
     * @param database the database that holds all schemas
     * @param snowflake warehouses, stage and clustering keys
     */
    public SnowflakeDdl(String database, SnowflakeOptions snowflake) {
        this.database = database;
        this.snowflake = snowflake;
    }

    @Override
    public String name() {
        return "snowflake";
    }

    @Override
    public String identifier(String name) {
        return SnowflakeSql.name(name);
    }

    @Override
    public String catalogued(String name) {
        return SnowflakeSql.catalogued(name);
    }

    @Override
    public String kindOfTable() {
        return "case when is_dynamic = 'YES' then 'dynamic table' when table_type like '%VIEW%' then 'view' else 'table'"
                + " end";
    }

    @Override
    public String text(String value) {
        return SnowflakeSql.text(value);
    }

    @Override
    public String type(ColumnType type) {
        return SnowflakeSql.type(type);
    }

    @Override
    public List<String> platform(Set<String> schemas) {
        return SnowflakePlatform.statements(identifier(database), schemas, snowflake);
    }

    /** Sources land beside publishing, so they have a ledger of their own. */
    @Override
    public List<TableSpec> ownTables(List<TableSpec> tables) {
        boolean lands = tables.stream().anyMatch(table -> table.schema().equals(RawTables.SCHEMA));
        return lands ? List.of(PublishLock.TABLE, RawTables.LANDINGS) : List.of(PublishLock.TABLE);
    }

    /** For how long files wait on the stage that nobody adds to. */
    public int keepStagedDays() {
        return snowflake.stage().keepDays();
    }

    @Override
    public String columnOptions(ColumnSpec column) {
        return (column.zeroByDefault() ? " default 0" : "")
                + (column.nullable() ? "" : " not null")
                + (column.description().isEmpty() ? "" : " comment " + text(column.description()));
    }

    @Override
    public List<String> constraints(TableSpec table) {
        List<String> constraints = new ArrayList<>();
        table.columns().stream()
                .filter(ColumnSpec::nonNegative)
                .map(column -> "check (" + identifier(column.name()) + " >= 0)")
                .forEach(constraints::add);
        TableKey.of(table).forEach(key -> constraints.add(key.written(this) + key.trust()));
        return constraints;
    }

    @Override
    public String tableOptions(TableSpec table) {
        List<String> key = snowflake.clusterBy().getOrDefault(table.name(), List.of());
        return (key.isEmpty() ? "" : " cluster by (" + identifiers(key) + ")")
                + (table.description().isEmpty() ? "" : " comment = " + text(table.description()));
    }

    @Override
    public List<String> comments(TableSpec table) {
        return List.of();
    }

    /** A schema with its database, as SHOW wants it. */
    public String ofDatabase(String quotedSchema) {
        return identifier(database) + "." + quotedSchema;
    }

    /** A dynamic table over the view follows changes, which each replacing would end. */
    @Override
    public String viewOptions() {
        return " change_tracking = true";
    }

    @Override
    public String replacedViewOptions() {
        return " copy grants";
    }

    /** As the loader, and never while a run publishes: INSERTs don't wait for each other. */
    @Override
    public List<String> seeded(List<String> statements) {
        List<String> all = new ArrayList<>(List.of(
                "use role \"STARBEAM_LOADER\"",
                "use database " + identifier(database),
                "use warehouse " + identifier(snowflake.load().warehouse()),
                PublishLock.ensure(this),
                "begin transaction",
                PublishLock.acquire(this, "'seed'")));
        all.addAll(statements);
        all.add("commit");
        return all;
    }

    @Override
    public List<String> grants() {
        return SnowflakePlatform.grants(identifier(database), snowflake);
    }
}
