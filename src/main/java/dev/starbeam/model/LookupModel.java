package dev.starbeam.model;

import dev.starbeam.batch.Field;
import java.io.Serializable;
import java.util.List;

/**
 * Columns fetched by key from another staged entity: order header onto line, product price, territory of a customer.
 *
 * @param entity the staged entity looked into
 * @param probeKeys key columns of the rows that look up
 * @param buildKeys the matching columns of {@code entity}, same number and types
 * @param columns what is fetched: names in {@code entity}, with the names and types they get here
 * @param onUnmatched what happens to a row without a match
 * @param onDuplicate which of several rows with equal {@code buildKeys} counts
 */
public record LookupModel(
        String entity,
        List<String> probeKeys,
        List<String> buildKeys,
        List<Fetched> columns,
        OnUnmatched onUnmatched,
        OnDuplicate onDuplicate)
        implements Serializable {
    /** Of which rows with one key must not differ. */
    public LookupModel(
            String entity,
            List<String> probeKeys,
            List<String> buildKeys,
            List<Fetched> columns,
            OnUnmatched onUnmatched) {
        this(entity, probeKeys, buildKeys, columns, onUnmatched, OnDuplicate.FAIL);
    }

    /**
     * A fetched column.
     *
     * @param name its name in the looked-up entity
     * @param as its name and type in the row that looks up
     */
    public record Fetched(String name, Field as) implements Serializable {}

    /** What happens to a row whose key has no match. It is counted, under KEEP only if a fetched column is used. */
    public enum OnUnmatched {
        /** The fetched columns are NULL. */
        KEEP,
        /** The row is rejected as {@code LOOKUP_UNMATCHED}. */
        REJECT,
        /** The run fails at the gate. */
        FAIL
    }

    /** Which row counts where several have one key. */
    public enum OnDuplicate {
        /** The run fails where they differ in a fetched column. */
        FAIL,
        /** The row read last: of the greatest file name, then of the greatest offset. */
        LATEST,
        /** The row read first. */
        FIRST
    }
}
