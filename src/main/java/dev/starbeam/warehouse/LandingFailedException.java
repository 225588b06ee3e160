package dev.starbeam.warehouse;

import dev.starbeam.warehouse.table.TableSpec;

/**
 * A source's rows could not be landed in schema {@code raw} beside publishing. None of the batch's
 * rows have landed, unless only the answer to the commit was lost. It says nothing of whether the batch is published.
 */
public final class LandingFailedException extends WarehouseException {
    private static final long serialVersionUID = 1L;

    public LandingFailedException(TableSpec table, Exception cause) {
        super("landing " + table.qualifiedName() + " failed: " + cause.getMessage(), cause);
    }
}
