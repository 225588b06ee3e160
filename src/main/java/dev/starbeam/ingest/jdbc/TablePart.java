package dev.starbeam.ingest.jdbc;

/**
 * A part of what a snapshot holds: the rows of one key range.
 *
 * @param range which rows
 * @param firstRow the number of its first row among all rows of the snapshot, from 0
 * @param rows how many rows it has; -1 when they were not counted because there is one part only
 */
public record TablePart(KeyRange range, long firstRow, long rows) {
    static final long NOT_COUNTED = -1;
}
