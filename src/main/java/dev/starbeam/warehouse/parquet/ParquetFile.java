package dev.starbeam.warehouse.parquet;

import java.io.Serializable;

/**
 * A finished Parquet file.
 *
 * @param uri its name on its Beam file system
 * @param rows how many rows it holds
 * @param bytes its size
 */
public record ParquetFile(String uri, long rows, long bytes) implements Serializable {
    /** How the names of files end that are not whole yet; a process that was killed leaves such files behind. */
    static final String TEMPORARY_SUFFIX = ".unfinished";
}
