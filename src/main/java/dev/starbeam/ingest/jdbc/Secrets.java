package dev.starbeam.ingest.jdbc;

import dev.starbeam.model.SecretReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Asks those who hold secrets. */
final class Secrets {
    private Secrets() {}

    /** @throws DatabaseException when there is none; it says where it was looked for */
    static String ask(SecretReference reference) throws DatabaseException {
        return switch (reference.keeper()) {
            case ENV -> variable(reference);
            case FILE -> content(reference);
        };
    }

    private static String variable(SecretReference reference) throws DatabaseException {
        String value = System.getenv(reference.name());
        if (value == null) {
            throw new DatabaseException("the environment has no variable " + reference.name() + " (password: "
                    + reference + "); it must be set where the database is read, on every worker");
        }
        return value;
    }

    private static String content(SecretReference reference) throws DatabaseException {
        try {
            return Files.readString(Path.of(reference.name())).replaceFirst("\\R\\z", "");
        } catch (IOException | RuntimeException e) {
            throw new DatabaseException("the secret cannot be read (password: " + reference + "): "
                    + e.getClass().getSimpleName() + "; the file must be where the database is read, on every worker");
        }
    }
}
