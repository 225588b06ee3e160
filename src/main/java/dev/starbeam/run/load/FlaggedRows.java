package dev.starbeam.run.load;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.batch.TextColumnBuilder;
import dev.starbeam.batch.Validity;
import dev.starbeam.model.Provenance;
import dev.starbeam.model.check.CheckModel;
import dev.starbeam.quality.check.flag.FlaggedRow;
import dev.starbeam.warehouse.table.QualityTables;
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
        RowJson json = new RowJson(batch);
        TextColumnBuilder whole = new TextColumnBuilder(rows, 256);
        flags.forEach(flag -> json.append(flag.row(), whole));
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
                        whole.build(),
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
}
