package dev.starbeam.model.loading.source;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.Schema;
import dev.starbeam.model.loading.yaml.Declared;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The columns that a source was found to have.
 *
 * @param where who names them, in messages
 */
record SourceColumns(List<Field> found, String where) {
    boolean isEmpty() {
        return found.isEmpty();
    }

    /** All of them, or {@code null} after reporting at {@code at} what is at fault. */
    @Nullable
    Schema schema(Declared at) {
        return checked(found, at, where);
    }

    /** Those that a list names, with the types found; what was not found is text. */
    @Nullable
    Schema declared(Declared columns) {
        List<Field> named = new ArrayList<>();
        boolean complete = columns.isList();
        for (Declared item : columns.items("a list of column names")) {
            String name = item.text("the name of a column");
            complete &= name != null;
            named.add(new Field(name == null ? "" : name, typeOf(name)));
        }
        return complete ? checked(named, columns, "columns") : null;
    }

    private ColumnType typeOf(@Nullable String name) {
        return found.stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .map(Field::type)
                .orElse(ColumnType.TEXT);
    }

    private static @Nullable Schema checked(List<Field> fields, Declared at, String where) {
        Set<String> seen = new HashSet<>();
        Set<String> faults = new TreeSet<>();
        for (Field field : fields) {
            String name = field.name();
            if (!seen.add(name)) {
                faults.add(where + " names the column \"" + name + "\" twice");
            }
            if (name.startsWith("_source_") || name.equals("_raw")) {
                faults.add(where + " names a column \"" + name + "\", which is reserved for where a row came from");
            }
        }
        faults.forEach(at::mistake);
        return faults.isEmpty() ? Schema.of(fields) : null;
    }
}
