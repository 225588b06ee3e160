package dev.starbeam.pushdown;

import org.jspecify.annotations.Nullable;

/**
 * The limits that hold for the rows of one key, in the column's scaled form, both inclusive.
 *
 * @param key the key as a literal of its column's type; {@code null}: all rows
 */
public record KeyedLimits(@Nullable String key, long min, long max) {}
