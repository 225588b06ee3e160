package dev.starbeam.warehouse;

/** A published table can't become what the pipeline declares; the message says what to do. Nothing was changed. */
public final class IncompatibleTableException extends WarehouseException {
    private static final long serialVersionUID = 1L;

    public IncompatibleTableException(String message) {
        super(message);
    }
}
