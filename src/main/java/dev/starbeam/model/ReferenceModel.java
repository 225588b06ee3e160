package dev.starbeam.model;

import java.io.Serializable;

/**
 * A fact's foreign key.
 *
 * @param column the fact's column that holds the natural key (for the date dimension a date or timestamp)
 * @param dimension the dimension referred to
 * @param keyColumn the surrogate key's name in the fact, e.g. {@code customer_key}, {@code ordered_date_key}
 * @param onOrphan what happens to a row whose natural key is not NULL and not a member; NULL is the unknown member
 */
public record ReferenceModel(String column, String dimension, String keyColumn, OnOrphan onOrphan)
        implements Serializable {
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
