package dev.starbeam.model.loading.column;

import dev.starbeam.batch.ColumnType.Kind;
import dev.starbeam.batch.Field;
import dev.starbeam.model.loading.yaml.Declared;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks of a column that it has a type fit for its use. */
public final class ColumnTypes {
    private static final Set<Kind> ORDERED = Set.of(Kind.BIGINT, Kind.DECIMAL, Kind.DATE, Kind.TIMESTAMP);
    private static final Set<Kind> TIMES = Set.of(Kind.DATE, Kind.TIMESTAMP);
    private static final Set<Kind> KEYS = Set.of(Kind.TEXT, Kind.BIGINT);

    private ColumnTypes() {}

    /** The column to order rows by, or {@code null} after reporting. */
    public static @Nullable Field ordered(@Nullable Field field, Declared at) {
        return check(field, ORDERED, at, "to find the latest row expected a bigint, decimal, date or timestamp");
    }

    /** The column that says when, or {@code null} after reporting. */
    public static @Nullable Field time(@Nullable Field field, Declared at, String expected) {
        return check(field, TIMES, at, expected);
    }

    /** The column to identify members by, or {@code null} after reporting. */
    public static @Nullable Field key(@Nullable Field field, Declared at) {
        return check(field, KEYS, at, "a natural key must be text or bigint");
    }

    private static @Nullable Field check(@Nullable Field field, Set<Kind> kinds, Declared at, String expected) {
        if (field == null || kinds.contains(field.type().kind())) {
            return field;
        }
        at.mistake(expected + ", \"" + field.name() + "\" is " + field.type());
        return null;
    }

    public static List<String> names(List<Field> fields) {
        return fields.stream().map(Field::name).toList();
    }
}
