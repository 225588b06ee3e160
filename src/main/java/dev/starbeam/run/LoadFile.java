package dev.starbeam.run;

import dev.starbeam.warehouse.parquet.ParquetFile;
import java.io.Serializable;

/**
 * A Parquet file that waits to be published.
 *
 * @param table the table it belongs to, as declared
 * @param uri where it is
 * @param rows how many rows it holds
 * @param bytes its size
 */
public record LoadFile(String table, String uri, long rows, long bytes) implements Serializable {
    public static LoadFile of(String table, ParquetFile file) {
        return new LoadFile(table, file.uri(), file.rows(), file.bytes());
    }

    /** Its name, without the directory. */
    public String name() {
        return uri.substring(uri.lastIndexOf('/') + 1);
    }
}
