package dev.starbeam.staging;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.Rows;
import dev.starbeam.model.Deduplication;
import java.util.ArrayList;
import java.util.List;

/** What {@link DropDuplicates} should leave, by comparing every row with every other. */
final class DropDuplicatesModel {
    private DropDuplicatesModel() {}

    /** The rows of {@code read}, which are in the order they were read, that are kept. */
    static List<String> kept(ColumnBatch read, Deduplication rule) {
        List<String> lines = Rows.lines(read);
        List<String> kept = new ArrayList<>();
        for (int row = 0; row < read.rows(); row++) {
            boolean beaten = false;
            for (int other = 0; other < read.rows(); other++) {
                beaten |= other != row && beats(read, other, row, rule);
            }
            if (!beaten) {
                kept.add(lines.get(row));
            }
        }
        return kept;
    }

    private static boolean beats(ColumnBatch read, int one, int other, Deduplication rule) {
        if (rule instanceof Deduplication.KeepLatest latest) {
            List<String> keys = Rows.lines(read.project(latest.keys()));
            int order = compare(read.longs(latest.by()), one, other);
            return keys.get(one).equals(keys.get(other)) && (order > 0 || (order == 0 && one > other));
        }
        List<String> lines = Rows.lines(read);
        return lines.get(one).equals(lines.get(other)) && one > other;
    }

    private static int compare(LongColumn rank, int one, int other) {
        if (rank.isNull(one) || rank.isNull(other)) {
            return Boolean.compare(!rank.isNull(one), !rank.isNull(other));
        }
        return Long.compare(rank.value(one), rank.value(other));
    }
}
