package dev.starbeam.warehouse.migrate;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table or view as the catalogue has it.
 *
 * @param isView whether it is a view
 * @param comment {@code null} when it wasn't asked for
 * @param columns by name, in order
 */
public record PublishedTable(boolean isView, @Nullable String comment, Map<String, PublishedColumn> columns) {
    public PublishedTable {
        columns = new LinkedHashMap<>(columns);
    }
}
