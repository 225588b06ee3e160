package dev.starbeam.pipeline;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.batch.TextColumnBuilder;
import dev.starbeam.batch.Validity;
import dev.starbeam.model.CheckModel;
import dev.starbeam.model.Provenance;
import dev.starbeam.quality.check.FlaggedRow;
import dev.starbeam.warehouse.QualityTables;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Flagged rows with the columns of {@code quality.quarantined_rows}. */
final class FlaggedRows {
    private FlaggedRows() {}

    /**
     * One row a flag.
     *
     * @param table the table's name
     * @param batch the rows that were judged, with their provenance
     * @param checks the table's checks by id
     */
    static ColumnBatch toBatch(
            String table, ColumnBatch batch, List<FlaggedRow> flags, Map<String, CheckModel> checks) {
        int rows = flags.size();
        TextColumn files = batch.text(Provenance.SOURCE_FILE);
        LongColumn offsets = batch.longs(Provenance.SOURCE_OFFSET);
        long[] flaggedOffsets =
                flags.stream().mapToLong(flag -> offsets.value(flag.row())).toArray();
        return new ColumnBatch(
                QualityTables.QUARANTINED_ROWS.stagedSchema(),
                rows,
                List.of(
                        TextColumn.constant(table, rows),
                        text(flags, FlaggedRow::checkId),
                        text(flags, flag -> flag.quarantined() ? "quarantine" : "keep"),
                        text(flags, flag -> judgedColumn(checks, flag)),
                        text(flags, FlaggedRow::observed),
                        text(flags, FlaggedRow::expected),
                        text(flags, flag -> json(batch, flag.row())),
                        text(flags, flag -> files.string(flag.row())),
                        new LongColumn(ColumnType.BIGINT, flaggedOffsets, Validity.allValid(rows))));
    }

    private static @Nullable String judgedColumn(Map<String, CheckModel> checks, FlaggedRow flag) {
        CheckModel check = checks.get(flag.checkId());
        return check == null ? null : check.rule().judgedColumn().orElse(null);
    }

    private static TextColumn text(List<FlaggedRow> flags, Function<FlaggedRow, @Nullable String> part) {
        TextColumnBuilder builder = new TextColumnBuilder(flags.size(), 32);
        flags.forEach(flag -> builder.append(part.apply(flag)));
        return builder.build();
    }

    /** The row as a JSON object; numbers and truth values bare, all else as strings; provenance left out. */
    static String json(ColumnBatch batch, int row) {
        StringBuilder json = new StringBuilder(256).append('{');
        for (int i = 0; i < batch.columns().size(); i++) {
            Field field = batch.schema().fields().get(i);
            if (field.name().startsWith("_")) {
                continue;
            }
            if (json.length() > 1) {
                json.append(',');
            }
            quote(field.name(), json);
            json.append(':');
            value(batch.columns().get(i), row, json);
        }
        return json.append('}').toString();
    }

    private static void value(Column column, int row, StringBuilder json) {
        if (column.isNull(row)) {
            json.append("null");
            return;
        }
        switch (column.type().kind()) {
            case BIGINT, DECIMAL, BOOLEAN -> json.append(column.display(row));
            case DOUBLE -> {
                String text = column.display(row);
                boolean finite = Character.isDigit(text.charAt(text.length() - 1));
                json.append(finite ? text : "\"" + text + "\"");
            }
            case TEXT, DATE, TIMESTAMP -> quote(column.display(row), json);
        }
    }

    private static void quote(String text, StringBuilder json) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}
