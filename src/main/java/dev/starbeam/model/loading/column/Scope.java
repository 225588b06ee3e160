package dev.starbeam.model.loading.column;

import dev.starbeam.batch.Field;
import dev.starbeam.batch.Schema;
import dev.starbeam.model.ColumnModel;
import dev.starbeam.model.loading.yaml.Declared;
import dev.starbeam.words.NearestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The columns that can be named at some point of the declaration. A column whose own declaration is at fault is
 * doubtful: it may be named, but nothing is known of its type. Where the table itself is at fault the whole scope is
 * doubtful.
 */
public final class Scope {
    private final String owner;
    private final boolean doubtful;
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final Set<String> doubtfulColumns = new LinkedHashSet<>();
    private final Set<String> constants = new LinkedHashSet<>();

    private Scope(String owner, boolean doubtful) {
        this.owner = owner;
        this.doubtful = doubtful;
    }

    public static Scope of(String owner, Collection<Field> fields) {
        Scope scope = new Scope(owner, false);
        fields.forEach(scope::put);
        return scope;
    }

    /** The scope of a table about which nothing can be said. */
    public static Scope doubtful(String owner) {
        return new Scope(owner, true);
    }

    /** The same columns, under another table's name. */
    public Scope copyFor(String newOwner) {
        Scope copy = new Scope(newOwner, doubtful);
        copy.fields.putAll(fields);
        copy.doubtfulColumns.addAll(doubtfulColumns);
        copy.constants.addAll(constants);
        return copy;
    }

    /** Adds a column; one of the same name is hidden. */
    public void put(Field field) {
        fields.put(field.name(), field);
        doubtfulColumns.remove(field.name());
        constants.remove(field.name());
    }

    /** Adds a computed column; it is constant when it reads constant columns only, or none. */
    public void put(ColumnModel column) {
        boolean constant = constants.containsAll(column.expression().columns());
        put(column.field());
        if (constant) {
            constants.add(column.name());
        }
    }

    /** The columns that hold one value in every row. */
    Set<String> constants() {
        return constants;
    }

    public void putDoubtful(String name) {
        fields.remove(name);
        doubtfulColumns.add(name);
    }

    public String owner() {
        return owner;
    }

    public boolean isDoubtful() {
        return doubtful;
    }

    public boolean isDoubtful(String column) {
        return doubtful || doubtfulColumns.contains(column);
    }

    Set<String> doubtfulColumns() {
        return doubtfulColumns;
    }

    public boolean contains(String column) {
        return fields.containsKey(column) || isDoubtful(column);
    }

    @Nullable
    Field find(String column) {
        return fields.get(column);
    }

    public List<String> names() {
        List<String> names = new ArrayList<>(fields.keySet());
        names.addAll(doubtfulColumns);
        return names;
    }

    Schema schema() {
        return Schema.of(List.copyOf(fields.values()));
    }

    /** The column that {@code reference} names; {@code null} when it is unknown (then reported) or doubtful. */
    @Nullable
    public Field resolve(Declared reference) {
        String name = reference.text("the name of a column of " + owner);
        return name == null ? null : resolve(name, reference);
    }

    @Nullable
    public Field resolve(String name, Declared at) {
        if (!contains(name)) {
            at.mistake("unknown column \"" + name + "\" in " + owner + NearestName.hint(name, names()));
        }
        return fields.get(name);
    }

    /** The columns named by a list, without those at fault; a column named twice is reported. */
    public List<Field> resolveAll(List<Declared> references) {
        Map<String, Field> found = new LinkedHashMap<>();
        for (Declared reference : references) {
            Field field = resolve(reference);
            if (field != null && found.put(field.name(), field) != null) {
                reference.mistake("\"" + field.name() + "\" is named twice here");
            }
        }
        return List.copyOf(found.values());
    }
}
