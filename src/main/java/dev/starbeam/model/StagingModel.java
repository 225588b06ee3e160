package dev.starbeam.model;

import dev.starbeam.batch.Field;
import dev.starbeam.batch.Schema;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One staged entity: a source, normalised. Order of work: columns, required columns, filters, deduplication.
 *
 * @param name as declared, e.g. {@code stg_orders}
 * @param from the source
 * @param columns in the order declared; each may use the source's columns and the columns above it
 * @param required names of columns that must not be NULL; a row where one is, is rejected
 * @param filters rows that fail one are filtered
 * @param deduplication which of several rows lives on
 * @param interval the date or timestamp that {@code --from} and {@code --to} bound, if it has one
 */
public record StagingModel(
        String name,
        String from,
        List<ColumnModel> columns,
        List<String> required,
        List<FilterModel> filters,
        Deduplication deduplication,
        @Nullable String interval)
        implements Serializable {
    /** Without an interval. */
    public StagingModel(
            String name,
            String from,
            List<ColumnModel> columns,
            List<String> required,
            List<FilterModel> filters,
            Deduplication deduplication) {
        this(name, from, columns, required, filters, deduplication, null);
    }

    /** The staged columns, without provenance. */
    public Schema schema() {
        return Schema.of(columns.stream().map(ColumnModel::field).toArray(Field[]::new));
    }
}
