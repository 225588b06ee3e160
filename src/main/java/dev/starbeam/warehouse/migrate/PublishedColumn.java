package dev.starbeam.warehouse.migrate;

import dev.starbeam.warehouse.sql.SqlSession;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column as the catalogue has it.
 *
 * @param type as the catalogue writes it
 * @param precision of a decimal; else whatever the catalogue says
 * @param scale of a decimal; else whatever the catalogue says
 * @param comment empty when there is none
 */
public record PublishedColumn(String name, String type, long precision, long scale, boolean nullable, String comment) {
    /** From name, type, precision, scale, nullability and comment; NULL where there is none. */
    public static PublishedColumn of(List<@Nullable Object> row) {
        Object nullable = row.get(4);
        Object comment = row.get(5);
        return new PublishedColumn(
                String.valueOf(row.get(0)),
                String.valueOf(row.get(1)),
                row.get(2) == null ? 0 : SqlSession.asLong(row.get(2)),
                row.get(3) == null ? 0 : SqlSession.asLong(row.get(3)),
                Boolean.TRUE.equals(nullable) || "YES".equals(nullable),
                comment == null ? "" : comment.toString());
    }

    /** Whether rows look the same to those who query: comments and nullability don't show. */
    boolean looksLike(@Nullable PublishedColumn other) {
        return other != null
                && name.equals(other.name)
                && type.equals(other.type)
                && precision == other.precision
                && scale == other.scale;
    }
}
