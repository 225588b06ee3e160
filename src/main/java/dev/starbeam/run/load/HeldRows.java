package dev.starbeam.run.load;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.model.Provenance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which rows of which source files batches with provenance are made of. */
final class HeldRows {
    private final Map<String, RowRange> byFile = new TreeMap<>();

    /** Adds a batch whose rows come file by file, as they are read. */
    void add(ColumnBatch batch) {
        TextColumn files = batch.text(Provenance.SOURCE_FILE);
        LongColumn offsets = batch.longs(Provenance.SOURCE_OFFSET);
        int first = 0;
        while (first < batch.rows()) {
            int end = endOfFile(files, first, batch.rows());
            RowRange rows = range(files.string(first), offsets, first, end);
            byFile.merge(rows.file(), rows, RowRange::plus);
            first = end;
        }
    }

    List<RowRange> ranges() {
        return new ArrayList<>(byFile.values());
    }

    /** Most batches are of one file, as the last row shows. */
    private static int endOfFile(TextColumn files, int first, int rows) {
        if (same(files, first, rows - 1)) {
            return rows;
        }
        int end = first + 1;
        while (end < rows && same(files, first, end)) {
            end++;
        }
        return end;
    }

    private static boolean same(TextColumn files, int one, int other) {
        byte[] bytes = files.bytes();
        return Arrays.equals(bytes, files.start(one), files.end(one), bytes, files.start(other), files.end(other));
    }

    private static RowRange range(String file, LongColumn offsets, int first, int end) {
        long least = offsets.value(first);
        long greatest = least;
        for (int row = first + 1; row < end; row++) {
            least = Math.min(least, offsets.value(row));
            greatest = Math.max(greatest, offsets.value(row));
        }
        return new RowRange(file, least, greatest);
    }
}
