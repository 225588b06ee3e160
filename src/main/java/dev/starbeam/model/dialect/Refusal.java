package dev.starbeam.model.dialect;

/**
 * Something in a query that one of the warehouses doesn't know, or takes for something else.
 *
 * @param line from 1
 * @param column in characters, from 1
 * @param message what it is and, where there is one, what to write instead
 * @param function the name of a function that is in no list, which may be a slip; else empty
 */
public record Refusal(int line, int column, String message, String function) {}
