package dev.starbeam.warehouse;

import dev.starbeam.warehouse.duckdb.DuckDbWarehouse;
import java.io.Serializable;
import java.nio.file.Path;

/**
 * Which warehouse: {@code duckdb:PATH}.
 *
 * @param file the DuckDB file, as given
 */
public record WarehouseUri(String file) implements Serializable {
    private static final String DUCKDB = "duckdb:";

    /** @throws IllegalArgumentException naming the supported forms */
    public static WarehouseUri parse(String text) {
        if (text.startsWith(DUCKDB) && text.length() > DUCKDB.length()) {
            String file = text.substring(DUCKDB.length());
            if (file.equals(":memory:")) {
                throw new IllegalArgumentException("warehouse \"" + text
                        + "\" would be gone after the run; give a file:" + " duckdb:out/warehouse.duckdb");
            }
            return new WarehouseUri(file);
        }
        if (text.startsWith("snowflake:")) {
            throw new IllegalArgumentException("warehouse \"" + text + "\": Snowflake isn't supported yet; supported:"
                    + " duckdb:PATH, e.g. duckdb:out/warehouse.duckdb");
        }
        throw new IllegalArgumentException("warehouse \"" + text
                + "\" is none that is known; supported: duckdb:PATH, e.g." + " duckdb:out/warehouse.duckdb");
    }

    /** Whether only this machine can write it, so that a distributed runner can't. */
    public boolean isLocal() {
        return true;
    }

    /** @throws WarehouseException when it can't be opened for writing, saying why and what to do */
    public Warehouse open() {
        return DuckDbWarehouse.open(Path.of(file));
    }

    @Override
    public String toString() {
        return DUCKDB + file;
    }
}
