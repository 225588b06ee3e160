package dev.starbeam.source;

import java.io.IOException;

/** A file is not any more what it was when the run began, so what was read may be a mixture. Nothing may be published. */
public final class ChangedSourceException extends IOException {
    private static final long serialVersionUID = 1L;

    private ChangedSourceException(String message) {
        super(message);
    }

    /** @param how what has shown it */
    public static ChangedSourceException of(String file, String how) {
        return new ChangedSourceException(file + " was changed while it was read: " + how
                + ". Let files arrive under another name or in another directory, and move them when they are whole;"
                + " then run again.");
    }
}
