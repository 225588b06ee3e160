package dev.starbeam.star.join;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.Selection;
import dev.starbeam.batch.Validity;
import dev.starbeam.batch.hash.RowHash;
import dev.starbeam.model.LookupModel;
import dev.starbeam.model.Provenance;
import java.util.ArrayList;
import java.util.List;

/** The looked-up rows on their way through the shuffle: key hash, fetched columns, and what settles ties. */
final class TheirRows {
    static final String HIGH = "_hash_high";
    static final String LOW = "_hash_low";

    private TheirRows() {}

    /** Which partition a key belongs to. */
    static int partition(long high, int partitions) {
        return (int) Long.remainderUnsigned(high, partitions);
    }

    /** Fetched columns, hashes and provenance of the rows that have a key, one batch a partition, some without rows. */
    static List<ColumnBatch> partitioned(LookupModel lookup, ColumnBatch rows, int partitions) {
        RowHash hashes = RowHash.of(rows, lookup.theirKeys());
        List<Column> keys = lookup.theirKeys().stream().map(rows::column).toList();
        ColumnBatch travelling = LookupTable.fetched(lookup, rows)
                .with(HIGH, longs(hashes.high()))
                .with(LOW, longs(hashes.low()))
                .with(Provenance.SOURCE_FILE, rows.column(Provenance.SOURCE_FILE))
                .with(Provenance.SOURCE_OFFSET, rows.column(Provenance.SOURCE_OFFSET));
        int[][] positions = new int[partitions][rows.rows()];
        int[] counts = new int[partitions];
        for (int row = 0; row < rows.rows(); row++) {
            if (!KeyEquality.anyNull(keys, row)) {
                int partition = partition(hashes.high()[row], partitions);
                positions[partition][counts[partition]++] = row;
            }
        }
        List<ColumnBatch> batches = new ArrayList<>(partitions);
        for (int partition = 0; partition < partitions; partition++) {
            batches.add(travelling.select(Selection.of(positions[partition], counts[partition])));
        }
        return batches;
    }

    private static LongColumn longs(long[] values) {
        return new LongColumn(ColumnType.BIGINT, values, Validity.allValid(values.length));
    }
}
