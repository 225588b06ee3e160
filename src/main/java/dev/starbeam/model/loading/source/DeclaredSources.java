package dev.starbeam.model.loading.source;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was declared of sources, beside what was found out about them. */
public final class DeclaredSources {
    private final Map<String, String> locations = new HashMap<>();
    private final Set<String> withColumns = new HashSet<>();

    void putLocation(String source, String location) {
        locations.putIfAbsent(source, location);
    }

    void putColumns(String source) {
        withColumns.add(source);
    }

    /** A source's location as declared, before it was looked for. */
    public @Nullable String location(String source) {
        return locations.get(source);
    }

    /** Whether a source's columns are declared, and not what its files happen to have. */
    public boolean hasColumns(String source) {
        return withColumns.contains(source);
    }
}
