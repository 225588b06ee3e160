package dev.starbeam.warehouse.table;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.Schema;
import dev.starbeam.model.Materialization;
import dev.starbeam.model.Provenance;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A published table: what it looks like and how a batch is merged into it.
 *
 * <p>Rows of a batch meet published rows with equal {@code key}, NULL being equal to NULL; {@code merging} says what then
 * becomes of them.
 *
 * @param schema {@code star} or {@code quality}
 * @param name the table's name
 * @param columns in order
 * @param key columns that identify a row; empty: a batch's rows are added to those published
 * @param surrogateKey the key column of a dimension, which then has an unknown member (key 0, all else NULL); {@code
 *     null} for other tables
 * @param batchColumn the column that holds the batch id; not in load files. {@code null}: none
 * @param merging which of two rows with one key stays, and what else a batch changes
 * @param materialized as a view, the rows are held in a table of the same name in schema {@code star_data}
 * @param description for people; becomes the table's comment, empty for none
 * @param checks named CHECKs
 */
public record TableSpec(
        String schema,
        String name,
        List<ColumnSpec> columns,
        List<String> key,
        @Nullable String surrogateKey,
        @Nullable String batchColumn,
        Merging merging,
        Materialization materialized,
        String description,
        List<TableCheck> checks)
        implements Serializable {
    /** The schema of tables that no one queries: histories, tombstones, and what is published as a view. */
    public static final String DATA_SCHEMA = "star_data";

    public TableSpec {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        checks = List.copyOf(checks);
    }

    /** Without named CHECKs. */
    public TableSpec(
            String schema,
            String name,
            List<ColumnSpec> columns,
            List<String> key,
            @Nullable String surrogateKey,
            @Nullable String batchColumn,
            Merging merging,
            Materialization materialized,
            String description) {
        this(schema, name, columns, key, surrogateKey, batchColumn, merging, materialized, description, List.of());
    }

    /** Whose rows are replaced by those published later: a fact's always, a dimension's when they differ. */
    public TableSpec(
            String schema,
            String name,
            List<ColumnSpec> columns,
            List<String> key,
            @Nullable String surrogateKey,
            @Nullable String batchColumn,
            Materialization materialized,
            String description) {
        this(
                schema,
                name,
                columns,
                key,
                surrogateKey,
                batchColumn,
                surrogateKey == null ? new Merging.Facts(null, false, List.of()) : new Merging.ScdType1(null),
                materialized,
                description);
    }

    /** The names of the columns that load files hold, in order: all but the batch id. */
    public List<String> stagedColumns() {
        return stagedSchema().names();
    }

    /** The schema of the load files. */
    public Schema stagedSchema() {
        List<Field> fields = new ArrayList<>(loadedFields());
        if (merging.deletes()) {
            fields.add(new Field(Provenance.DELETED, ColumnType.BOOLEAN));
        }
        return Schema.of(fields);
    }

    /** The names of the columns that are loaded from load files as they are. */
    public List<String> loadedColumns() {
        return loadedFields().stream().map(Field::name).toList();
    }

    private List<Field> loadedFields() {
        return columns.stream()
                .filter(column -> !column.name().equals(batchColumn)
                        && !merging.derivedColumns().contains(column.name()))
                .map(column -> new Field(column.name(), column.type()))
                .toList();
    }

    /** The column of that name. */
    public ColumnSpec column(String wanted) {
        return columns.stream()
                .filter(column -> column.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(qualifiedName() + " has no column " + wanted));
    }

    /** The same where only some of the dimensions may be referred to. */
    public TableSpec referringTo(Predicate<TableSpec> some) {
        List<ColumnSpec> fewer = columns.stream()
                .map(column -> column.dimension() == null || some.test(column.dimension())
                        ? column
                        : column.withoutDimension())
                .toList();
        return new TableSpec(
                schema, name, fewer, key, surrogateKey, batchColumn, merging, materialized, description, checks);
    }

    /** The same with these CHECKs. */
    public TableSpec withChecks(List<TableCheck> some) {
        return new TableSpec(
                schema, name, columns, key, surrogateKey, batchColumn, merging, materialized, description, some);
    }

    /** {@code star.dim_customers}, for messages and receipts. */
    public String qualifiedName() {
        return schema + "." + name;
    }
}
