package dev.starbeam.warehouse.duckdb;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.model.Materialization;
import dev.starbeam.warehouse.ddl.DdlDialect;
import dev.starbeam.warehouse.table.ColumnSpec;
import dev.starbeam.warehouse.table.TableSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The tables that {@link DuckDbWarehouse} makes by itself. It has no keys: see {@link DuckDbLayout}. */
public final class DuckDbDdl implements DdlDialect {
    @Override
    public String name() {
        return "duckdb";
    }

    @Override
    public String identifier(String name) {
        return DuckDbSql.name(name);
    }

    @Override
    public String catalogued(String name) {
        return name;
    }

    @Override
    public String compared(String catalogued) {
        return catalogued.toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean prunesByEquality() {
        return true;
    }

    @Override
    public boolean deletesFasterThanItMerges() {
        return true;
    }

    /** Unless told, DuckDB computes it anew for each that reads it. */
    @Override
    public String computedOnce(String name, String query) {
        return name + " as materialized (" + query + ")";
    }

    @Override
    public String text(String value) {
        return DuckDbSql.text(value);
    }

    @Override
    public String type(ColumnType type) {
        return DuckDbSql.type(type);
    }

    @Override
    public List<String> platform(Set<String> schemas) {
        return schemas.stream()
                .map(schema -> "create schema if not exists " + identifier(schema))
                .toList();
    }

    @Override
    public List<TableSpec> ownTables(List<TableSpec> tables) {
        return List.of();
    }

    @Override
    public String columnOptions(ColumnSpec column) {
        return (column.zeroByDefault() ? " default 0" : "")
                + (column.nullable() ? "" : " not null")
                + (column.nonNegative() ? " check (" + identifier(column.name()) + " >= 0)" : "");
    }

    @Override
    public List<String> constraints(TableSpec table) {
        return List.of();
    }

    @Override
    public String tableOptions(TableSpec table) {
        return "";
    }

    @Override
    public List<String> comments(TableSpec table) {
        List<String> comments = new ArrayList<>();
        for (ColumnSpec column : table.columns()) {
            if (!column.description().isEmpty()) {
                comments.add("comment on column " + stored(table) + "." + identifier(column.name()) + " is "
                        + text(column.description()));
            }
        }
        tableComment(table).ifPresent(comments::add);
        return comments;
    }

    @Override
    public Optional<String> tableComment(TableSpec table) {
        String kind = table.materialized() == Materialization.VIEW ? "view " : "table ";
        return table.description().isEmpty()
                ? Optional.empty()
                : Optional.of("comment on " + kind + published(table) + " is " + text(table.description()));
    }

    @Override
    public List<String> grants() {
        return List.of();
    }
}
