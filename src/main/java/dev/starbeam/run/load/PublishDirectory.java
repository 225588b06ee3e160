package dev.starbeam.run.load;

import dev.starbeam.batch.Schema;
import dev.starbeam.warehouse.LoadFileFormat;
import dev.starbeam.warehouse.parquet.ParquetBatchWriter;
import java.io.IOException;
import java.io.Serializable;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Where Parquet files wait to be published.
 *
 * @param uri on any Beam file system that every worker reaches
 * @param format what the warehouse wants them to be like
 */
public record PublishDirectory(String uri, LoadFileFormat format) implements Serializable {
    private static final String SUFFIX = ".parquet";
    private static final int ATTEMPT_LENGTH = 16;

    /**
     * Begins a file whose name starts with {@code name}. Each attempt gets a name of its own, so that a worker that was
     * given up but goes on writing can't touch what another has finished; what is published is what descriptors name.
     */
    public ParquetBatchWriter create(String name, Schema schema) throws IOException {
        return ParquetBatchWriter.create(newFile(name), schema, format.compression());
    }

    /** The name of a file that does not exist yet. */
    public String newFile(String name) {
        return uri + "/" + name + "-" + attempt() + SUFFIX;
    }

    /** A file's name without what tells attempts apart. */
    public static String piece(String file) {
        return file.substring(0, file.length() - SUFFIX.length() - ATTEMPT_LENGTH - 1);
    }

    private static String attempt() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }
}
