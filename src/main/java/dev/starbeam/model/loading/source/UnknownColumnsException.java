package dev.starbeam.model.loading.source;

/** The columns of a source cannot be had: no file, no table, or not readable. The message names place and reason. */
public final class UnknownColumnsException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnknownColumnsException(String message) {
        super(message);
    }

    public UnknownColumnsException(String message, Throwable cause) {
        super(message, cause);
    }
}
