package dev.starbeam.warehouse.sql;

/**
 * What became of a batch's rows; the others changed nothing.
 *
 * @param inserted had a key that was not published
 * @param replaced took the place of a published row, or deleted it
 * @param equal of those replaced, the rows that say what the published one said
 */
public record MergeCounts(long inserted, long replaced, long equal) {
    /** Of rows that are left alone where they are equal. */
    public MergeCounts(long inserted, long replaced) {
        this(inserted, replaced, 0);
    }

    /** The same where so many of the replaced rows were equal. */
    public MergeCounts withEqual(long rows) {
        return new MergeCounts(inserted, replaced, rows);
    }

    /** Rows that changed something that was published. */
    public long changed() {
        return replaced - equal;
    }
}
