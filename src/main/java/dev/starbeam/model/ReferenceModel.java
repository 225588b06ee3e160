package dev.starbeam.model;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fact's foreign key.
 *
 * @param columns the fact's columns that hold the natural key, in the order of the dimension's (for the date dimension a
 *     date or timestamp)
 * @param dimension the dimension referred to
 * @param keyColumn the surrogate key's name in the fact, e.g. {@code customer_key}, {@code ordered_date_key}
 * @param asOf the fact's date or timestamp at which a dimension with history is looked at; {@code null} for others
 * @param onOrphan what happens to a row whose natural key is not NULL and not a member; NULL, in all of several columns,
 *     is the unknown member
 */
public record ReferenceModel(
        List<String> columns,
        String dimension,
        String keyColumn,
        @Nullable String asOf,
        OnOrphan onOrphan) implements Serializable {
    public ReferenceModel {
        columns = List.copyOf(columns);
    }

    /** To the one row of a member that one column names. */
    public ReferenceModel(String column, String dimension, String keyColumn, OnOrphan onOrphan) {
        this(List.of(column), dimension, keyColumn, null, onOrphan);
    }

    /** What people call it: its column, or its columns with commas between them. */
    public String column() {
        return String.join(", ", columns);
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
