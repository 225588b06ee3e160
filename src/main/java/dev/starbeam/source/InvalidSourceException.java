package dev.starbeam.source;

import java.io.IOException;

/**
 * A source is not what was declared: no file matches, a file lacks its header, or the header is not the schema. The
 * message names source or file, what was expected and what to do. People repair it in the declaration or the files.
 */
public final class InvalidSourceException extends IOException {
    private static final long serialVersionUID = 1L;

    public InvalidSourceException(String message) {
        super(message);
    }

    public InvalidSourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
