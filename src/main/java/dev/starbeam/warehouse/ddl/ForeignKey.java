package dev.starbeam.warehouse.ddl;

import dev.starbeam.warehouse.TableSpec;

/**
 * A fact's reference to a member of a dimension. Publishing has verified it for every row.
 *
 * @param column the key column of the fact
 * @param dimension the table referred to
 * @param dimensionKey its surrogate key
 */
public record ForeignKey(String column, TableSpec dimension, String dimensionKey) {}
