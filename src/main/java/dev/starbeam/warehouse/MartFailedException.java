package dev.starbeam.warehouse;

/** A mart could not be built. The star schema is published; all marts stay as they were. */
public final class MartFailedException extends WarehouseException {
    private static final long serialVersionUID = 1L;

    public MartFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
