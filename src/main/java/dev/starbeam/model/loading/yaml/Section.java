package dev.starbeam.model.loading.yaml;

import dev.starbeam.words.NearestName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A map with a known set of keys. */
public final class Section {
    private final String owner;
    private final Declared self;
    private final Set<String> keys;
    private final Map<String, Declared> values = new LinkedHashMap<>();

    Section(String owner, Declared self, Set<String> keys, List<Entry> entries) {
        this.owner = owner;
        this.self = self;
        this.keys = keys;
        entries.forEach(this::take);
    }

    private void take(Entry entry) {
        if (keys.contains(entry.name())) {
            values.put(entry.name(), entry.value());
            checkDescription(entry);
        } else {
            entry.key()
                    .mistake("unknown key \"" + entry.name() + "\" in " + owner + NearestName.hint(entry.name(), keys));
        }
    }

    /** Not every description is kept, but each must be one. */
    private static void checkDescription(Entry entry) {
        if (entry.name().equals("description") && !entry.value().isNothing()) {
            entry.value().text("text");
        }
    }

    public String owner() {
        return owner;
    }

    public Declared self() {
        return self;
    }

    public void mistake(String message) {
        self.mistake(message);
    }

    public boolean has(String key) {
        requireKnown(key);
        return values.containsKey(key);
    }

    /** The value under a key, or {@code null} when there is none or it is empty. */
    @Nullable
    public Declared find(String key) {
        requireKnown(key);
        Declared value = values.get(key);
        return value == null || value.isNothing() ? null : value;
    }

    /** What the vocabulary lacks, the schema would lack too. */
    private void requireKnown(String key) {
        if (!keys.contains(key)) {
            throw new IllegalStateException("no key \"" + key + "\" in the vocabulary of " + owner);
        }
    }

    /** The value under a key that must be there: {@code raw_orders needs "location": the files to read}. */
    @Nullable
    public Declared require(String key, String meaning) {
        Declared value = find(key);
        if (value == null) {
            Declared at = values.getOrDefault(key, self);
            at.mistake(owner + " needs \"" + key + "\": " + meaning);
        }
        return value;
    }

    /** The text under a key, or {@code fallback} when there is none or it is at fault. */
    public String text(String key, String fallback) {
        Declared value = find(key);
        String text = value == null ? null : value.text("text");
        return text == null ? fallback : text;
    }

    /** The choice under a key, or {@code fallback}. */
    public <E> E choice(String key, Map<String, E> choices, E fallback) {
        Declared value = find(key);
        E choice = value == null ? null : Scalars.choice(value, key, choices);
        return choice == null ? fallback : choice;
    }

    /** The items under a key; none when it is absent. */
    public List<Declared> items(String key, String expected) {
        Declared value = find(key);
        return value == null ? List.of() : value.items(expected);
    }
}
