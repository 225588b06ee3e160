package dev.starbeam.model.loading.yaml;

/**
 * A place in a file.
 *
 * @param file the file as it was named to the loader
 * @param line from 1
 * @param column in characters, from 1
 */
public record Place(String file, int line, int column) {}
