package dev.starbeam.ingest.jdbc;

import dev.starbeam.model.source.SecretReference;
import dev.starbeam.model.source.UnreadableSecretException;

/** Asks those who hold secrets. */
final class Secrets {
    private Secrets() {}

    /** @throws DatabaseException when there is none; it says where it was looked for */
    static String ask(SecretReference reference) throws DatabaseException {
        try {
            return reference.reveal();
        } catch (UnreadableSecretException e) {
            throw new DatabaseException(String.valueOf(e.getMessage()));
        }
    }
}
