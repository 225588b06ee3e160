package dev.starbeam.model.loading.source;

/** A source's header cannot be had: no such file, no match, not readable. The message names the file and the reason. */
public final class UnreadableSourceException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnreadableSourceException(String message) {
        super(message);
    }

    public UnreadableSourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
