package dev.starbeam.warehouse.snowflake.layout;

import dev.starbeam.warehouse.sql.SqlDialect;
import dev.starbeam.warehouse.table.ColumnSpec;
import dev.starbeam.warehouse.table.TableSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A declared key of a table, which Snowflake notes and doesn't enforce.
 *
 * @param columns in order
 * @param dimension the table that a foreign key refers to, by its surrogate key; else {@code null}
 */
record TableKey(Kind kind, List<String> columns, @Nullable TableSpec dimension) {
    /** The optimizer may not trust the key: rows are there that nothing was proven of. */
    static final String UNPROVEN = " not enforced norely";

    private static final String PROVEN = " not enforced rely";

    /** In the words of definitions. */
    enum Kind {
        PRIMARY("primary key"),
        UNIQUE("unique"),
        FOREIGN("foreign key");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /** The table's keys. */
    static List<TableKey> of(TableSpec table) {
        List<TableKey> keys = new ArrayList<>();
        String surrogate = table.surrogateKey();
        List<String> primary = surrogate == null ? List.of() : List.of(surrogate);
        if (!primary.isEmpty()) {
            keys.add(new TableKey(Kind.PRIMARY, primary, null));
        }
        // A primary key would make its columns NOT NULL, which a natural key and the parts of a grain need not be.
        if (!table.key().isEmpty() && !table.key().equals(primary)) {
            keys.add(new TableKey(Kind.UNIQUE, table.key(), null));
        }
        for (ColumnSpec column : table.columns()) {
            if (column.dimension() != null) {
                keys.add(new TableKey(Kind.FOREIGN, List.of(column.name()), column.dimension()));
            }
        }
        return keys;
    }

    /** As part of a definition, without whether it may be relied on. */
    String written(SqlDialect sql) {
        String columnList = " (" + sql.identifiers(columns) + ")";
        return kind.words
                + columnList
                + (dimension == null
                        ? ""
                        : " references " + sql.stored(dimension) + " (" + sql.identifier(keyOf(dimension)) + ")");
    }

    /**
     * Whether the optimizer may trust it on a new table: publishing proves, under its lock, that surrogate keys, natural keys
     * and grains are unique. It looks members up before, so that another pipeline's rebuild may take them away.
     */
    String trust() {
        return kind == Kind.FOREIGN ? UNPROVEN : PROVEN;
    }

    /** The surrogate key that is referred to. */
    static String keyOf(TableSpec dimension) {
        String key = dimension.surrogateKey();
        if (key == null) {
            throw new IllegalArgumentException(dimension.qualifiedName() + " has no surrogate key to refer to");
        }
        return key;
    }
}
