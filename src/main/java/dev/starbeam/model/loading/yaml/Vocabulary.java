package dev.starbeam.model.loading.yaml;

import java.util.Set;
import java.util.TreeSet;

/**
 * The keys that the language knows, section by section; those of checks and of warehouses come with their kinds. The
 * published JSON Schema has the same.
 */
public enum Vocabulary {
    PIPELINE("pipeline", "description", "variables", "sources", "staging", "dimensions", "facts", "quality"),
    /** And the options of each format, under its name. */
    SOURCE("location", "format", "compression", "header", "columns", "freshness", "description", "jdbc", "read", "raw"),
    JDBC("url", "user", "password", "table", "query", "partition_by", "partitions"),
    RAW("land"),
    HEADER("missing", "extra"),
    STAGED("from", "columns", "required", "filters", "deduplicate", "interval", "description"),
    COLUMN("expression", "description"),
    KEEP_LATEST("keys", "latest_by"),
    DIMENSION(
            "from",
            "key",
            "natural_key",
            "latest_by",
            "columns",
            "scd",
            "lookups",
            "materialized",
            "description",
            "calendar"),
    CALENDAR("fiscal_year_starts", "holidays", "from", "to"),
    LOOKUP("on", "columns", "on_unmatched"),
    FACT("from", "grain", "columns", "lookups", "references", "tombstone", "filters", "materialized", "description"),
    REFERENCE("dimension", "key", "as_of", "on_orphan");

    @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable
    private final Set<String> keys;

    Vocabulary(String... keys) {
        this.keys = Set.of(keys);
    }

    public Set<String> names() {
        return new TreeSet<>(keys);
    }
}
