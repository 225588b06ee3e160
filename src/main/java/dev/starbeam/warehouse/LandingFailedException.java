package dev.starbeam.warehouse;

import dev.starbeam.warehouse.table.TableSpec;

/**
 * A source's rows could not be landed in schema {@code raw} beside publishing. None of the batch's have landed, unless it
 * was the answer to the commit that was lost; whether the batch is published is another matter.
 */
public final class LandingFailedException extends WarehouseException {
    private static final long serialVersionUID = 1L;

    public LandingFailedException(TableSpec table, Exception cause) {
        super("landing " + table.qualifiedName() + " failed: " + cause.getMessage(), cause);
    }
}
