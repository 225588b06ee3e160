package dev.starbeam.pipeline;

import java.io.Serializable;

/**
 * A Parquet file that waits to be published.
 *
 * @param table the table it belongs to, as declared
 * @param uri where it is
 * @param rows how many rows it holds
 */
record StagedFile(String table, String uri, long rows) implements Serializable {}
