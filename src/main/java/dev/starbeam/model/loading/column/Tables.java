package dev.starbeam.model.loading.column;

import dev.starbeam.batch.Field;
import dev.starbeam.model.loading.yaml.Declared;
import dev.starbeam.model.loading.yaml.Entry;
import dev.starbeam.words.NearestName;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was declared so far, by kind and name. Sources have names of their own; all other tables share one space. */
public final class Tables {
    private final Map<String, Scope> sources = new LinkedHashMap<>();
    private final Map<String, Scope> staged = new LinkedHashMap<>();
    private final Map<String, String> kinds = new LinkedHashMap<>();
    private final Map<String, String> latestBy = new LinkedHashMap<>();
    private final LossesDeclaration losses = new LossesDeclaration();

    public void putSource(Scope source) {
        sources.put(source.owner(), source);
    }

    public void putStaged(Scope entity) {
        staged.put(entity.owner(), entity);
    }

    /** How much each of them may lose. */
    public LossesDeclaration losses() {
        return losses;
    }

    /** Notes which column of a staged entity tells the newer of two rows. */
    public void putLatestBy(String entity, String column) {
        latestBy.put(entity, column);
    }

    /** That column, or {@code null} when no one said. */
    @Nullable
    public Field latestBy(Scope entity) {
        String column = latestBy.get(entity.owner());
        return column == null ? null : entity.find(column);
    }

    /** Takes the name for a table, unless a table of another kind has it: then that is reported. */
    public boolean claim(Entry table, String kind) {
        if (!table.hasValidName(kind)) {
            return false;
        }
        String other = kinds.putIfAbsent(table.name().toLowerCase(Locale.ROOT), kind);
        if (other != null) {
            table.key().mistake("\"" + table.name() + "\" is already the name of a " + other);
        }
        return other == null;
    }

    /** The source that {@code reference} names, or {@code null} after reporting that there is none. */
    @Nullable
    public Scope source(@Nullable Declared reference) {
        return reference == null ? null : find(reference, "source", sources);
    }

    /** The staged entity that {@code reference} names, or {@code null} after reporting that there is none. */
    @Nullable
    public Scope staged(@Nullable Declared reference) {
        return reference == null ? null : find(reference, "staged entity", staged);
    }

    @Nullable
    public Scope staged(String name, Declared at) {
        return find(name, at, "staged entity", staged);
    }

    private static @Nullable Scope find(Declared reference, String kind, Map<String, Scope> known) {
        String name = reference.text("the name of a " + kind);
        return name == null ? null : find(name, reference, kind, known);
    }

    private static @Nullable Scope find(String name, Declared at, String kind, Map<String, Scope> known) {
        Set<String> names = known.keySet();
        if (!names.contains(name)) {
            at.mistake("unknown " + kind + " \"" + name + "\"" + NearestName.hint(name, names));
        }
        return known.get(name);
    }
}
