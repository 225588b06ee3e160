package dev.starbeam.warehouse;

import org.jspecify.annotations.Nullable;

/** A commit was answered by a fault. What has become of it the ledger knows, once the warehouse is opened anew. */
public final class CommitFailedException extends WarehouseException {
    private static final long serialVersionUID = 1L;

    public CommitFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
