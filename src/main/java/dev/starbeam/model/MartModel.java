package dev.starbeam.model;

import java.io.Serializable;

/**
 * A query run by the warehouse after publishing.
 *
 * @param name the file's name without {@code .sql}
 * @param sql a SELECT over schemas {@code star} and {@code marts}; marts run in the order of their names' dependencies
 * @param materialized table or view, declared by a first line {@code -- materialized: view}
 * @param file where it was read from, for messages
 */
public record MartModel(String name, String sql, Materialization materialized, String file) implements Serializable {}
