package dev.starbeam.warehouse.migrate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What is published, with names as the warehouse has them.
 *
 * @param schemas the schemas that are there
 * @param tables tables and views, each by {@link #key}
 */
public record Catalogue(Set<String> schemas, Map<String, PublishedTable> tables) {
    public Catalogue {
        schemas = Set.copyOf(schemas);
        tables = new LinkedHashMap<>(tables);
    }

    /** How a table is found. */
    public static String key(String schema, String table) {
        return schema + "." + table;
    }
}
