package dev.starbeam.ingest.jdbc;

import java.io.IOException;

/**
 * A database could not be read as declared. The message names table and fault and what to do; it holds no secret, nor
 * does anything that it was caused by.
 */
public final class DatabaseException extends IOException {
    private static final long serialVersionUID = 1L;

    public DatabaseException(String message) {
        super(message);
    }
}
