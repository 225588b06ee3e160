package dev.starbeam.model.loading.quality;

import dev.starbeam.model.loading.yaml.Scalars;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The kinds of checks, each with the keys it takes beside those of every check. */
public enum CheckKind {
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
    public static final Map<String, CheckKind> BY_NAME = Scalars.words(CheckKind.class);

    @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable
    private final Set<String> own;

    CheckKind(String... own) {
        this.own = Set.of(own);
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Set<String> keys() {
        Set<String> keys = new TreeSet<>(COMMON);
        keys.addAll(own);
        return keys;
    }
}
