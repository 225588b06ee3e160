package dev.starbeam.model.source;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a secret is to be found. The secret itself is asked for where it is used, so it is in no model, graph or log.
 *
 * @param keeper who holds it
 * @param name the variable's name, or the file's path, on the machine that uses the secret
 */
public record SecretReference(Keeper keeper, String name) implements Serializable {
    /** Who holds a secret. */
    public enum Keeper {
        /** A variable of the environment: {@code env:NAME}. */
        ENV("env:"),
        /** A local file, a mounted secret, say, whose last line break does not count: {@code file:PATH}. */
        FILE("file:");

        private final String prefix;

        Keeper(String prefix) {
            this.prefix = prefix;
        }
    }

    /** Reads {@code env:NAME} or {@code file:PATH}; nothing for any other text. */
    public static Optional<SecretReference> parse(String text) {
        for (Keeper keeper : Keeper.values()) {
            String name = text.startsWith(keeper.prefix) ? text.substring(keeper.prefix.length()) : "";
            if (keeper == Keeper.ENV ? name.matches("[A-Za-z_][A-Za-z0-9_]*") : !name.isBlank()) {
                return Optional.of(new SecretReference(keeper, name));
            }
        }
        return Optional.empty();
    }

    /**
     * The secret, without the last line break of a file.
     *
     * @throws UnreadableSecretException when there is none; it says where it was looked for
     */
    public String reveal() {
        if (keeper == Keeper.ENV) {
            String value = System.getenv(name);
            if (value == null) {
                throw new UnreadableSecretException("the environment has no variable " + name + " (" + this
                        + "); it must be set where the secret is used, on every worker");
            }
            return value;
        }
        try {
            return Files.readString(Path.of(name)).replaceFirst("\\R\\z", "");
        } catch (IOException | RuntimeException e) {
            throw new UnreadableSecretException("the secret cannot be read (" + this + "): "
                    + e.getClass().getSimpleName() + "; the file must be where the secret is used, on every worker");
        }
    }

    /** As it was declared. */
    @Override
    public String toString() {
        return keeper.prefix + name;
    }
}
