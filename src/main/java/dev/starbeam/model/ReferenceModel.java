package dev.starbeam.model;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A fact's foreign key.
 *
 * @param column the fact's column that holds the natural key (for the date dimension a date or timestamp)
 * @param dimension the dimension referred to
 * @param keyColumn the surrogate key's name in the fact, e.g. {@code customer_key}, {@code ordered_date_key}
 * @param asOf the fact's date or timestamp at which a dimension with history is looked at; {@code null} for others
 * @param onOrphan what happens to a row whose natural key is not NULL and not a member; NULL is the unknown member
 */
public record ReferenceModel(
        String column,
        String dimension,
        String keyColumn,
        @Nullable String asOf,
        OnOrphan onOrphan) implements Serializable {
    /** To the one row of a member. */
    public ReferenceModel(String column, String dimension, String keyColumn, OnOrphan onOrphan) {
        this(column, dimension, keyColumn, null, onOrphan);
    }

    /** What happens to an orphan; in each case it is counted, and the {@code references} check sees it. */
    public enum OnOrphan {
        /** The row is rejected as {@code ORPHAN}. */
        REJECT,
        /** The row refers to the unknown member, key 0. */
        UNKNOWN_MEMBER,
        /** The run fails at the gate. */
        FAIL
    }
}
