package dev.starbeam.model;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fact table.
 *
 * @param name as declared, e.g. {@code fact_orders}
 * @param from the staged entity that has its grain
 * @param lookups columns fetched before the columns below are computed
 * @param grain columns whose values together identify a row
 * @param columns every natural key, degenerate dimension and measure, in order, over the columns of {@code from}, the
 *     lookups and the columns above; when none are declared, all columns of {@code from} and the lookups
 * @param version the column that tells which of two rows with one grain is newer; {@code null}: the one published later
 * @param deletes whether a column {@link Provenance#DELETED} says of a row that it deletes the published one
 * @param withdraws whether a published row goes when a newer one with its grain is held back or rejected
 * @param references foreign keys, each to a dimension or the date dimension
 * @param filters rows that fail one are filtered
 * @param materialized table or view
 * @param description for people
 */
public record FactModel(
        String name,
        String from,
        List<LookupModel> lookups,
        List<String> grain,
        List<ColumnModel> columns,
        @Nullable String version,
        boolean deletes,
        boolean withdraws,
        List<ReferenceModel> references,
        List<FilterModel> filters,
        Materialization materialized,
        String description)
        implements Serializable {
    /** Without version and deletions, withdrawing what is set aside. */
    public FactModel(
            String name,
            String from,
            List<LookupModel> lookups,
            List<String> grain,
            List<ColumnModel> columns,
            List<ReferenceModel> references,
            List<FilterModel> filters,
            Materialization materialized,
            String description) {
        this(name, from, lookups, grain, columns, null, false, true, references, filters, materialized, description);
    }
}
