package dev.starbeam.warehouse;

/**
 * What an earlier declaration of a pipeline has published and the present one doesn't name any more.
 *
 * @param kind {@code table}, {@code column} or {@code mart}
 * @param name with its schema, a column's with its table
 * @param statement what removes it
 */
public record LeftOver(String kind, String name, String statement) {}
