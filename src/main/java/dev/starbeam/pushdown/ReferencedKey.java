package dev.starbeam.pushdown;

/**
 * A fact's reference to a dimension.
 *
 * @param column the fact's natural key; where it is NULL nothing is referred to
 * @param keyColumn the fact's key column
 * @param dimension the name of the dimension whose surrogate key it refers to; key 0 is the unknown member
 */
public record ReferencedKey(String column, String keyColumn, String dimension) {}
