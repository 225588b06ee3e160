package dev.starbeam.warehouse.duckdb;

import dev.starbeam.model.SnowflakeModel;
import dev.starbeam.warehouse.PublishedTables;
import dev.starbeam.warehouse.Warehouse;
import dev.starbeam.warehouse.WarehouseUri;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code duckdb:PATH}, a file on this machine.
 *
 * @param file as given
 */
public record DuckDbUri(String file) implements WarehouseUri {
    /** What it begins with. */
    public static final String SCHEME = "duckdb:";

    /** @throws IllegalArgumentException when there would be no file */
    public static DuckDbUri parse(String text) {
        String file = text.substring(SCHEME.length());
        if (file.equals(":memory:")) {
            throw new IllegalArgumentException(
                    "warehouse \"" + text + "\" would be gone after the run; give a file: duckdb:out/warehouse.duckdb");
        }
        return new DuckDbUri(file);
    }

    @Override
    public boolean isLocal() {
        return true;
    }

    @Override
    public boolean isEmpty() {
        return !Files.exists(Path.of(file));
    }

    @Override
    public Warehouse open(String pipeline, SnowflakeModel snowflake) {
        return DuckDbWarehouse.open(Path.of(file));
    }

    @Override
    public Warehouse look(String pipeline, SnowflakeModel snowflake) {
        return isEmpty() ? DuckDbWarehouse.open(Path.of(":memory:")) : open(pipeline, snowflake);
    }

    @Override
    public PublishedTables openPublished(String pipeline, SnowflakeModel snowflake) {
        return DuckDbPublished.open(Path.of(file));
    }

    @Override
    public String toString() {
        return SCHEME + file;
    }
}
