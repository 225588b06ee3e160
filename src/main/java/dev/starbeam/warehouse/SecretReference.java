package dev.starbeam.warehouse;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where a secret is, never the secret: {@code env:NAME} or {@code file:PATH}. It is looked up where it is used, which
 * may be a worker; so what is serialised, logged or shown is the reference.
 *
 * @param scheme {@code env} or {@code file}
 * @param place the variable or path
 */
public record SecretReference(String scheme, String place) implements Serializable {
    /**
     * @param what the setting, for the message
     * @throws IllegalArgumentException when it is no reference; the text, which may be a secret, isn't repeated
     */
    public static SecretReference parse(String what, String text) {
        int colon = text.indexOf(':');
        String scheme = colon < 0 ? "" : text.substring(0, colon);
        if ((!scheme.equals("env") && !scheme.equals("file")) || colon + 1 == text.length()) {
            throw new IllegalArgumentException(what + " must say where the secret is, env:NAME or file:PATH, and never"
                    + " be the secret itself (its value isn't shown)");
        }
        return new SecretReference(scheme, text.substring(colon + 1));
    }

    /**
     * The secret, without the line end of a file.
     *
     * @throws WarehouseException when there is none
     */
    public String reveal() {
        return reveal(System::getenv);
    }

    String reveal(UnaryOperator<@Nullable String> environment) {
        if (scheme.equals("env")) {
            String value = environment.apply(place);
            if (value == null || value.isEmpty()) {
                throw new WarehouseException(
                        "environment variable " + place + " is not set, which holds a secret of the"
                                + " warehouse; on a distributed runner it must be set on the workers");
            }
            return value;
        }
        try {
            return Files.readString(Path.of(place), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new WarehouseException(
                    "secret file " + place + " can't be read (" + e.getClass().getSimpleName()
                            + "); it must be there and readable where the warehouse is opened",
                    e);
        }
    }

    @Override
    public String toString() {
        return scheme + ":" + place;
    }
}
