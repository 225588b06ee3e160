package dev.starbeam.star.join;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.model.Provenance;
import java.util.Arrays;

/** The order in which rows were read: by file name (code points), then offset. It settles ties between rows. */
public record ReadOrder(TextColumn file, LongColumn offset) {
    /** The order of the rows of {@code batch}, which has provenance columns. */
    public static ReadOrder of(ColumnBatch batch) {
        return new ReadOrder(batch.text(Provenance.SOURCE_FILE), batch.longs(Provenance.SOURCE_OFFSET));
    }

    /** Negative when {@code row} was read before {@code otherRow} of {@code other}. */
    public int compare(int row, ReadOrder other, int otherRow) {
        int files = Arrays.compareUnsigned(
                file.bytes(),
                file.start(row),
                file.end(row),
                other.file.bytes(),
                other.file.start(otherRow),
                other.file.end(otherRow));
        return files != 0 ? files : Long.compare(offset.value(row), other.offset.value(otherRow));
    }
}
