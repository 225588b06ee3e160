package dev.starbeam.warehouse.table;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fact's reference to a dimension that a batch may have brought after the fact.
 *
 * @param keyColumn the fact's column with the surrogate key
 * @param columns the fact's columns with the natural key
 * @param asOf the fact's date or timestamp that chooses the version of a dimension with history; else {@code null}
 * @param dimension what is referred to
 * @param naturalKey the natural key's columns in the dimension, in the same order
 * @param dimensionKey the dimension's surrogate key
 */
public record MemberReference(
        String keyColumn,
        List<String> columns,
        @Nullable String asOf,
        TableSpec dimension,
        List<String> naturalKey,
        String dimensionKey)
        implements Serializable {
    /** Whether the dimension has versions. */
    public boolean isVersioned() {
        return dimension.merging().history().isPresent();
    }
}
