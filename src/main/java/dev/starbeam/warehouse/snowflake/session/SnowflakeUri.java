package dev.starbeam.warehouse.snowflake.session;

import dev.starbeam.model.source.SecretReference;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code snowflake://ACCOUNT/DATABASE?user=NAME&…}: which account, how to sign in, and where files and work go.
 *
 * @param account the account identifier, as in its address
 * @param database holds all schemas
 * @param settings by name, all known, secrets by reference only
 */
public record SnowflakeUri(String account, String database, Map<String, String> settings) implements Serializable {
    /** What it begins with, before the colon. */
    public static final String SCHEME = "snowflake";

    public SnowflakeUri {
        settings = Map.copyOf(settings);
    }

    /** @throws IllegalArgumentException when a part is missing, unknown or a secret */
    public static SnowflakeUri parse(String text) {
        return SnowflakeUriText.parse(text);
    }

    public Optional<String> setting(String name) {
        return Optional.ofNullable(settings.get(name));
    }

    Optional<SecretReference> secret(String name) {
        return setting(name).flatMap(SecretReference::parse);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(SCHEME + "://" + account + "/" + database);
        char before = '?';
        for (Map.Entry<String, String> setting : new TreeMap<>(settings).entrySet()) {
            text.append(before)
                    .append(setting.getKey())
                    .append('=')
                    .append(SnowflakeUriText.encode(setting.getValue()));
            before = '&';
        }
        return text.toString();
    }
}
