package dev.starbeam.warehouse.snowflake.layout;

import dev.starbeam.warehouse.snowflake.session.SnowflakeSession;
import dev.starbeam.warehouse.sql.SqlDialect;
import dev.starbeam.warehouse.table.TableSpec;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A key as the catalogue has it, with names as it has them.
 *
 * @param table the name alone: tables keep it when they move beside a view
 * @param constraint the key's own name
 * @param columns in order
 * @param refersTo table and column that a foreign key refers to; else empty
 */
record PublishedKey(TableKey.Kind kind, String table, String constraint, List<String> columns, List<String> refersTo) {
    private static final String GENERATED = "SYS_CONSTRAINT_";

    /** How SHOW calls the columns of its answer. */
    private enum Shown {
        PRIMARY("primary", "", "constraint_name"),
        UNIQUE("unique", "", "constraint_name"),
        FOREIGN("imported", "fk_", "fk_name");

        private final String asked;
        private final String prefix;
        private final String name;

        Shown(String asked, String prefix, String name) {
            this.asked = asked;
            this.prefix = prefix;
            this.name = name;
        }
    }

    /** The keys of that kind in one schema; SHOW answers with a row a column. */
    static List<PublishedKey> read(SnowflakeSession session, TableKey.Kind kind, String quotedSchema)
            throws SQLException {
        Shown shown = Shown.valueOf(kind.name());
        Map<List<String>, Map<Long, Map<String, @Nullable Object>>> keys = new LinkedHashMap<>();
        for (Map<String, @Nullable Object> row :
                session.show("show " + shown.asked + " keys in schema " + quotedSchema)) {
            List<String> key = List.of(text(row, shown.prefix + "table_name"), text(row, shown.name));
            keys.computeIfAbsent(key, any -> new TreeMap<>()).put(Long.valueOf(text(row, "key_sequence")), row);
        }
        List<PublishedKey> read = new ArrayList<>();
        keys.forEach((key, columns) -> read.add(of(kind, shown, key, List.copyOf(columns.values()))));
        return read;
    }

    private static PublishedKey of(
            TableKey.Kind kind, Shown shown, List<String> key, List<Map<String, @Nullable Object>> rows) {
        List<String> columns = rows.stream()
                .map(row -> text(row, shown.prefix + "column_name"))
                .toList();
        List<String> refersTo = shown == Shown.FOREIGN
                ? List.of(text(rows.get(0), "pk_table_name"), text(rows.get(0), "pk_column_name"))
                : List.of();
        return new PublishedKey(kind, key.get(0), key.get(1), columns, refersTo);
    }

    private static String text(Map<String, @Nullable Object> row, String column) {
        return String.valueOf(row.get(column));
    }

    /** Whether it is what is declared. */
    boolean is(TableKey declared, SqlDialect sql) {
        TableSpec dimension = declared.dimension();
        List<String> reference = dimension == null
                ? List.of()
                : List.of(sql.catalogued(dimension.name()), sql.catalogued(TableKey.keyOf(dimension)));
        return kind == declared.kind()
                && columns.equals(
                        declared.columns().stream().map(sql::catalogued).toList())
                && refersTo.equals(reference);
    }

    /** Whether nobody gave it a name, as publishing doesn't. */
    boolean isUnnamed() {
        return constraint.startsWith(GENERATED);
    }
}
