package dev.starbeam.spill;

import java.util.Map;
import java.util.TreeMap;

/**
 * About how much a batch reads for each of its tables, and over how many partitions their rows are spread where they
 * meet: few for little data, since each costs every runner some milliseconds, and so many for much that one fits a
 * worker. Partitions carry no meaning.
 */
public final class TableSizes {
    private static final long KEY_PARTITION_BYTES = 192L << 20;
    private static final long ROW_PARTITION_BYTES = 48L << 20;
    private static final long SMALL_BYTES = KEY_PARTITION_BYTES / 8;
    private static final long SUM_RANGE_BYTES = 96L << 20;
    private static final long UNSPREAD_SUMS_BYTES = 4L << 20;
    private static final int MOST_PARTITIONS = 1024;

    private final Map<String, Long> textBytes;

    /** @param textBytes by a table's name, staged entities, dimensions and facts alike */
    public TableSizes(Map<String, Long> textBytes) {
        this.textBytes = new TreeMap<>(textBytes);
    }

    /** About how many bytes of text are read for a table; none for one that is not known. */
    public long textBytes(String table) {
        return textBytes.getOrDefault(table, 0L);
    }

    /** Over how many partitions the keys of a table are spread. */
    public int keyPartitions(String table) {
        return partitions(textBytes(table), KEY_PARTITION_BYTES);
    }

    /** The same where whole rows meet, of which fewer fit a worker. */
    public int rowPartitions(String table) {
        return partitions(textBytes(table), ROW_PARTITION_BYTES);
    }

    /** Over how many ranges sums by key are spread, of which any row may bring a further one; 1 for a few rows. */
    public int sumRanges(String table) {
        long bytes = textBytes(table);
        return bytes < UNSPREAD_SUMS_BYTES ? 1 : Math.max(2, partitions(bytes, SUM_RANGE_BYTES));
    }

    private static int partitions(long bytes, long bytesAPartition) {
        long partitions = bytes < SMALL_BYTES ? 1 : Math.max(2, bytes / bytesAPartition);
        return (int) Math.min(partitions, MOST_PARTITIONS);
    }
}
