package dev.starbeam.warehouse;

import org.jspecify.annotations.Nullable;

/** The answer to a commit was lost, and the warehouse could not be asked afterwards: the batch is published or it isn't. */
public final class CommitStateUnknownException extends WarehouseException {
    private static final long serialVersionUID = 1L;

    public CommitStateUnknownException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
