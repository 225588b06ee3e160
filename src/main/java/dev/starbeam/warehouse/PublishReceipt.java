package dev.starbeam.warehouse;

import java.io.Serializable;
import java.util.List;

/**
 * What publishing a batch did, or had done the first time.
 *
 * @param outcome whether it was done now
 * @param tables one for each table of the request, in its order
 */
public record PublishReceipt(Outcome outcome, List<TableReceipt> tables) implements Serializable {
    /** Whether publishing changed anything. */
    public enum Outcome {
        /** The batch is published since now. */
        PUBLISHED,
        /** The ledger knew the batch; publishing changed nothing. */
        ALREADY_PUBLISHED
    }

    /**
     * Rows of the batch by what became of them; of a dimension with history, its observations. Unknown members that
     * publishing adds are not counted.
     *
     * @param table schema and name
     * @param inserted had a key that was not published
     * @param updated replaced or deleted a published row
     * @param unchanged were no news: equal to the published row (dimensions only), older than it, or already deleted
     * @param withdrawn published rows that are gone: newer ones were set aside, or their file lacks them now
     * @param staying published rows that stay although newer ones were set aside
     */
    public record TableReceipt(String table, long inserted, long updated, long unchanged, long withdrawn, long staying)
            implements Serializable {
        /** Of a table that nothing was taken from. */
        public TableReceipt(String table, long inserted, long updated, long unchanged) {
            this(table, inserted, updated, unchanged, 0, 0);
        }

        /** With more rows withdrawn. */
        public TableReceipt withdrawing(long more) {
            return new TableReceipt(table, inserted, updated, unchanged, withdrawn + more, staying);
        }

        /** Rows in the load files. */
        public long rows() {
            return inserted + updated + unchanged;
        }
    }
}
