package dev.starbeam.warehouse;

import java.io.Serializable;

/**
 * One file that was read, a row of {@code quality.load_files}.
 *
 * @param source the declared source
 * @param file its path or URI
 * @param bytes its size
 */
public record SourceFileRecord(String source, String file, long bytes) implements Serializable {}
