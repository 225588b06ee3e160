package dev.starbeam.batch;

import java.io.Serializable;

/**
 * A named, typed column of a schema.
 *
 * @param name the column's name; case matters
 * @param type the type of its values
 */
public record Field(String name, ColumnType type) implements Serializable {}
