package dev.starbeam.model.loading;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The kinds of checks, each with the keys it takes beside those of every check. */
enum CheckKind {
    IQR("column", "factor", "max_share"),
    ZSCORE("column", "by", "threshold", "deviation", "max_share"),
    REFERENCES("columns", "max_share"),
    NULL_RATE("column", "max"),
    NON_NEGATIVE("column", "max_share"),
    UNIQUE("columns", "max_share"),
    ACCEPTED_VALUES("column", "values", "max_share"),
    RANGE("column", "min", "max", "max_share"),
    ROW_COUNT("min", "max");

    private static final Set<String> COMMON = Set.of("check", "table", "severity", "on_failure", "id");

    /** By the name used in the file. */
    static final Map<String, CheckKind> BY_NAME = new LinkedHashMap<>();

    static {
        for (CheckKind kind : values()) {
            kind.keys.addAll(COMMON);
            BY_NAME.put(kind.label(), kind);
        }
    }

    private final Set<String> keys;

    CheckKind(String... own) {
        this.keys = new TreeSet<>(Set.of(own));
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    Set<String> keys() {
        return keys;
    }
}
