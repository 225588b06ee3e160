package dev.starbeam.run;

import dev.starbeam.batch.Schema;
import dev.starbeam.warehouse.StagedFileFormat;
import dev.starbeam.warehouse.parquet.ParquetBatchWriter;
import java.io.IOException;
import java.io.Serializable;

/**
 * Where Parquet files wait to be published.
 *
 * @param uri on any Beam file system that every worker reaches
 * @param format what the warehouse wants them to be like
 */
public record PublishDirectory(String uri, StagedFileFormat format) implements Serializable {
    private static final String SUFFIX = ".parquet";

    /** Begins the file called {@code name}. */
    public ParquetBatchWriter create(String name, Schema schema) throws IOException {
        return ParquetBatchWriter.create(uri + "/" + name + SUFFIX, schema, format.compression());
    }
}
