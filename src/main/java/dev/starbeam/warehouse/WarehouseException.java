package dev.starbeam.warehouse;

import org.jspecify.annotations.Nullable;

/** The warehouse could not be opened, read or written. The message is for people. Nothing is ever published by half. */
public class WarehouseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WarehouseException(String message) {
        super(message);
    }

    public WarehouseException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
