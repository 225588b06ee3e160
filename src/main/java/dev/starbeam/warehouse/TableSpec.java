package dev.starbeam.warehouse;

import dev.starbeam.batch.Field;
import dev.starbeam.batch.Schema;
import dev.starbeam.model.Materialization;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A published table: what it looks like and how a batch is merged into it.
 *
 * <p>Rows of a batch replace published rows with equal {@code key}, NULL being equal to NULL. A dimension's row is
 * touched only when an attribute changed; a fact's row is always the newest batch's.
 *
 * @param schema {@code star} or {@code quality}
 * @param name the table's name
 * @param columns in order
 * @param key columns that identify a row; empty: a batch's rows are added to those published
 * @param surrogateKey the key column of a dimension, which then has an unknown member (key 0, all else NULL); {@code
 *     null} for other tables
 * @param batchColumn the column that holds the batch id; not in staged files. {@code null}: none
 * @param materialized as a view, the rows are held in a table of the same name in schema {@code star_data}
 * @param description for people; becomes the table's comment, empty for none
 */
public record TableSpec(
        String schema,
        String name,
        List<ColumnSpec> columns,
        List<String> key,
        @Nullable String surrogateKey,
        @Nullable String batchColumn,
        Materialization materialized,
        String description)
        implements Serializable {

    public TableSpec {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    /** The names of the columns that staged files hold, in order: all but the batch id. */
    public List<String> stagedColumns() {
        return columns.stream()
                .map(ColumnSpec::name)
                .filter(column -> !column.equals(batchColumn))
                .toList();
    }

    /** The schema of the files to be staged. */
    public Schema stagedSchema() {
        return Schema.of(columns.stream()
                .filter(column -> !column.name().equals(batchColumn))
                .map(column -> new Field(column.name(), column.type()))
                .toList());
    }

    /** {@code star.dim_customers}, for messages and receipts. */
    public String qualifiedName() {
        return schema + "." + name;
    }
}
