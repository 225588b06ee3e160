package dev.starbeam.warehouse.audit;

import dev.starbeam.batch.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which values of a column are at fault: those below {@code min}, above {@code max}, or, when a list is given, not in
 * the list. NULL is not judged. Values are literals of the column's type, as {@code LongColumn.display} writes them.
 *
 * @param column a text, bigint, decimal, date, timestamp or boolean column
 * @param min the least value that passes, {@code null}: no limit
 * @param max the greatest value that passes, {@code null}: no limit
 * @param accepted the values that pass, {@code null}: all within the limits
 */
public record RowTest(
        Field column,
        @Nullable String min,
        @Nullable String max,
        @Nullable List<String> accepted) {}
