package dev.starbeam.pushdown;

import java.util.List;

/**
 * A fact's reference to a dimension.
 *
 * @param columns the fact's natural key; where all of them are NULL nothing is referred to
 * @param keyColumn the fact's key column
 * @param dimension the name of the dimension whose surrogate key it refers to; key 0 is the unknown member
 */
public record ReferencedKey(List<String> columns, String keyColumn, String dimension) {}
