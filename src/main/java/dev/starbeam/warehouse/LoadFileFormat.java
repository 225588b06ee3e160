package dev.starbeam.warehouse;

import dev.starbeam.warehouse.parquet.ParquetCompression;
import java.io.Serializable;

/**
 * What a warehouse wants load files to be like.
 *
 * @param compression how their pages are packed
 * @param mostBytes smaller files of a table are joined to files of at most this size; 0 leaves each as it was written
 */
public record LoadFileFormat(ParquetCompression compression, long mostBytes) implements Serializable {
    /** Files as workers write them, quick to write and to read where they are. */
    public static final LoadFileFormat AS_WRITTEN = new LoadFileFormat(ParquetCompression.UNCOMPRESSED, 0);
}
