package dev.starbeam.warehouse.snowflake;

import dev.starbeam.model.SecretReference;
import dev.starbeam.model.UnreadableSecretException;
import dev.starbeam.warehouse.WarehouseException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import net.snowflake.client.api.driver.SnowflakeDriver;

/**
 * Signs in. Secrets are looked up here, given to the driver, and kept nowhere.
 *
 * <p>Session parameters: times are UTC, a statement that fails aborts its transaction, a transaction waits no longer
 * than {@value #LOCK_TIMEOUT_SECONDS} s for another one.
 */
final class SnowflakeConnector {
    static final int LOCK_TIMEOUT_SECONDS = 900;

    private final SnowflakeUri uri;

    SnowflakeConnector(SnowflakeUri uri) {
        this.uri = uri;
    }

    Connection connect() throws SQLException {
        String address =
                uri.setting("address").orElse("https://" + uri.account().replace('_', '-') + ".snowflakecomputing.com");
        // The driver's default is https; it takes http from the URL, which is for tests on the loopback.
        String host = address.startsWith("https://") ? address.substring("https://".length()) : address;
        String url = "jdbc:snowflake://" + host + "/?account=" + uri.account();
        return Objects.requireNonNull(new SnowflakeDriver().connect(url, properties()));
    }

    private Properties properties() {
        Properties properties = new Properties();
        uri.setting("user").ifPresent(user -> properties.setProperty("user", user));
        properties.setProperty("db", SnowflakeSql.name(uri.database()));
        uri.setting("role").ifPresent(role -> properties.setProperty("role", SnowflakeSql.name(role)));
        properties.setProperty("application", "Starbeam");
        // Otherwise the driver asks cloud metadata addresses where it runs.
        properties.setProperty("disablePlatformDetection", "true");
        properties.setProperty("CLIENT_TELEMETRY_ENABLED", "false");
        properties.setProperty("CLIENT_SESSION_KEEP_ALIVE", "true");
        properties.setProperty("TIMEZONE", "UTC");
        properties.setProperty("TRANSACTION_ABORT_ON_ERROR", "true");
        properties.setProperty("LOCK_TIMEOUT", String.valueOf(LOCK_TIMEOUT_SECONDS));
        uri.settings().forEach((name, value) -> {
            if (name.startsWith("session.")) {
                properties.setProperty(name.substring("session.".length()).toUpperCase(Locale.ROOT), value);
            }
        });
        try {
            signIn(properties);
        } catch (UnreadableSecretException e) {
            throw new WarehouseException("Snowflake " + uri.account() + ": " + e.getMessage(), e);
        }
        return properties;
    }

    private void signIn(Properties properties) {
        uri.secret("private_key").ifPresent(key -> {
            properties.setProperty("authenticator", "SNOWFLAKE_JWT");
            properties.setProperty("private_key_base64", base64(key));
            uri.secret("passphrase").ifPresent(phrase -> properties.setProperty("private_key_pwd", phrase.reveal()));
        });
        signIn(properties, "access_token", "PROGRAMMATIC_ACCESS_TOKEN");
        signIn(properties, "oauth_token", "OAUTH");
    }

    private void signIn(Properties properties, String setting, String authenticator) {
        uri.secret(setting).ifPresent(token -> {
            properties.setProperty("authenticator", authenticator);
            properties.setProperty("token", token.reveal());
        });
    }

    private static String base64(SecretReference pem) {
        return Base64.getEncoder().encodeToString(pem.reveal().getBytes(StandardCharsets.UTF_8));
    }
}
