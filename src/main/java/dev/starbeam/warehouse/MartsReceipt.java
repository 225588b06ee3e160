package dev.starbeam.warehouse;

import java.io.Serializable;
import java.util.List;

/**
 * What building marts did.
 *
 * @param built whether they were built now; false when they were already built for the batch
 * @param marts each mart in the order built; empty when nothing was done
 */
public record MartsReceipt(boolean built, List<MartReceipt> marts) implements Serializable {
    /**
     * One mart.
     *
     * @param name its name in schema {@code marts}
     * @param rows how many rows it has; -1 for a view
     * @param millis how long it took
     */
    public record MartReceipt(String name, long rows, long millis) implements Serializable {}
}
