package dev.starbeam.warehouse.table;

import dev.starbeam.batch.ColumnType;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A column of a published table.
 *
 * @param name its name
 * @param type its type
 * @param nullable whether it may be NULL; else the table says {@code NOT NULL}
 * @param nonNegative whether the table says {@code CHECK (… >= 0)}
 * @param zeroByDefault whether the table says {@code DEFAULT 0}, for rows that people add
 * @param dimension whose surrogate key the column holds in every row; {@code null}: none's
 * @param description for people; becomes the column's comment, empty for none
 */
public record ColumnSpec(
        String name,
        ColumnType type,
        boolean nullable,
        boolean nonNegative,
        boolean zeroByDefault,
        @Nullable TableSpec dimension,
        String description)
        implements Serializable {
    /** May be NULL. */
    public static ColumnSpec optional(String name, ColumnType type, String description) {
        return new ColumnSpec(name, type, true, false, false, null, description);
    }

    /** Is never NULL. */
    public static ColumnSpec required(String name, ColumnType type, String description) {
        return new ColumnSpec(name, type, false, false, false, null, description);
    }

    /** A bigint that is never NULL or negative: a surrogate key, a count, a byte offset. */
    public static ColumnSpec natural(String name, String description) {
        return new ColumnSpec(name, ColumnType.BIGINT, false, true, false, null, description);
    }

    /** A fact's key of a dimension: never NULL or negative, and by default 0, the unknown member. */
    public static ColumnSpec reference(String name, @Nullable TableSpec dimension, String description) {
        return new ColumnSpec(name, ColumnType.BIGINT, false, true, true, dimension, description);
    }

    /** The same without the dimension. */
    ColumnSpec withoutDimension() {
        return new ColumnSpec(name, type, nullable, nonNegative, zeroByDefault, null, description);
    }
}
