package dev.starbeam.warehouse;

/** Marts could not be built. The star schema is published; a later run builds them. */
public final class MartFailedException extends WarehouseException {
    private static final long serialVersionUID = 1L;

    public MartFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
