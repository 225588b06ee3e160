package dev.starbeam.source;

import java.util.Set;

/**
 * What published batches have read, as the warehouse's ledger knows it.
 *
 * @param identities {@link SourceRange#identity} of each range
 */
public record Committed(Set<String> identities) {
    /** No batch has been published, or it doesn't matter. */
    public static final Committed NOTHING = new Committed(Set.of());

    public boolean has(SourceRange range) {
        return identities.contains(range.identity());
    }
}
