package dev.starbeam.model;

import dev.starbeam.expression.Expression;
import java.io.Serializable;

/**
 * Rows for which {@code condition} is not true are filtered: counted, neither rejected nor kept.
 *
 * @param name what the summary counts them under
 * @param condition a boolean expression over the table's columns
 */
public record FilterModel(String name, Expression condition) implements Serializable {}
