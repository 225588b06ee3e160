package dev.starbeam.reject;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.batch.TextColumnBuilder;
import dev.starbeam.batch.Validity;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rejected rows as a column batch, the way {@code quality.rejected_rows} holds them. */
public final class RejectedRows {
    /** stage, source_file, source_offset, reason, column_name, detail, raw. */
    public static final Schema SCHEMA = Schema.of(
            new Field("stage", ColumnType.TEXT),
            new Field("source_file", ColumnType.TEXT),
            new Field("source_offset", ColumnType.BIGINT),
            new Field("reason", ColumnType.TEXT),
            new Field("column_name", ColumnType.TEXT),
            new Field("detail", ColumnType.TEXT),
            new Field("raw", ColumnType.TEXT));

    private RejectedRows() {}

    /** The rows in order. */
    public static ColumnBatch toBatch(List<RejectedRow> rows) {
        long[] offsets = rows.stream().mapToLong(RejectedRow::sourceOffset).toArray();
        return new ColumnBatch(
                SCHEMA,
                rows.size(),
                List.of(
                        text(rows, RejectedRow::stage),
                        text(rows, RejectedRow::sourceFile),
                        new LongColumn(ColumnType.BIGINT, offsets, Validity.allValid(rows.size())),
                        text(rows, row -> row.reason().name()),
                        text(rows, RejectedRow::column),
                        text(rows, RejectedRow::detail),
                        text(rows, RejectedRow::raw)));
    }

    private static TextColumn text(List<RejectedRow> rows, Function<RejectedRow, @Nullable String> part) {
        TextColumnBuilder builder = new TextColumnBuilder(rows.size(), 32);
        rows.forEach(row -> builder.append(part.apply(row)));
        return builder.build();
    }
}
