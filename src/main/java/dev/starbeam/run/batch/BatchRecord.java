package dev.starbeam.run.batch;

import dev.starbeam.quality.check.FailureCountState;
import dev.starbeam.quality.statistic.SavedStatistics;
import dev.starbeam.reject.RowCounts;
import dev.starbeam.run.load.LoadFile;
import dev.starbeam.star.calendar.CalendarSpan;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/**
 * A batch whose rows are staged, checked and counted: all that judging and publishing need beside the declaration. What
 * it names lies under {@link PlannedBatch#staging}.
 *
 * @param planned what was known before
 * @param stagedMillis when the last row was staged, epoch milliseconds
 * @param files the files to be published, by table and place
 * @param counts where rows have gone, by stage
 * @param tables what each table's checks are judged by
 * @param days which days facts refer to
 */
public record BatchRecord(
        PlannedBatch planned,
        long stagedMillis,
        List<LoadFile> files,
        List<RowCounts> counts,
        List<CheckedTable> tables,
        CalendarSpan days) {
    /** The format that this program writes. To be raised whenever an older program would misread a record. */
    public static final int FORMAT = 1;

    /** Files and counts may come in any order, which leaves no trace. */
    public BatchRecord {
        files = files.stream()
                .sorted(Comparator.comparing(LoadFile::table).thenComparing(LoadFile::uri))
                .toList();
        counts = RowCounts.byStage(counts);
        tables = List.copyOf(tables);
    }

    /**
     * A table with the figures that its checks are judged by.
     *
     * @param table its name
     * @param statistics where its statistics are
     * @param failures what its checks have flagged
     */
    public record CheckedTable(String table, StateFile statistics, FailureCountState failures) {
        /** Stores the statistics in {@code directory}. */
        public static CheckedTable of(
                String table, SavedStatistics statistics, FailureCountState failures, String directory)
                throws IOException {
            return new CheckedTable(table, StateFile.write(statistics, table, directory), failures);
        }
    }
}
