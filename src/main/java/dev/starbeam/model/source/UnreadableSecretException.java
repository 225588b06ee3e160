package dev.starbeam.model.source;

/** A secret is not where its reference says. The message has the reference, never a secret. */
public final class UnreadableSecretException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableSecretException(String message) {
        super(message);
    }
}
