package dev.starbeam.quality.statistic;

import dev.starbeam.batch.ColumnType;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What {@code quality.column_profiles} says of a column.
 *
 * @param column its name
 * @param type its type
 * @param rows how many rows there are
 * @param nulls how many of them are NULL
 * @param min the least value as people read it, {@code null} when all are NULL; texts compare by their UTF-8 bytes and
 *     show at most their first 64
 * @param max the greatest value; NaN is greater than every number
 * @param sum the exact sum of a bigint or decimal column, {@code null} for other types and when all are NULL
 */
public record ColumnProfile(
        String column,
        ColumnType type,
        long rows,
        long nulls,
        @Nullable String min,
        @Nullable String max,
        @Nullable BigDecimal sum) {}
