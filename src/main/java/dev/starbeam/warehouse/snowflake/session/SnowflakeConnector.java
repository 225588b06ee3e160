package dev.starbeam.warehouse.snowflake.session;

import dev.starbeam.model.source.SecretReference;
import dev.starbeam.model.source.UnreadableSecretException;
import dev.starbeam.warehouse.WarehouseException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import net.snowflake.client.api.driver.SnowflakeDriver;

/**
 * Signs in. Secrets are looked up here, given to the driver, and kept nowhere.
 *
 * <p>Whatever the account's or the user's parameters are, those that change what statements mean or how they end are set
 * for the session. It has the rights of its one role only.
 */
final class SnowflakeConnector {
    static final int LOCK_TIMEOUT_SECONDS = 900;

    /** How long one statement may compute; the longest merge of a batch, with much to spare. */
    private static final int STATEMENT_TIMEOUT_SECONDS = 4 * 3600;

    private static final Map<String, String> SESSION = Map.ofEntries(
            Map.entry("AUTOCOMMIT", "TRUE"),
            Map.entry("ROWS_PER_RESULTSET", "0"),
            Map.entry("TIMEZONE", "UTC"),
            Map.entry("DATE_INPUT_FORMAT", "AUTO"),
            Map.entry("DATE_OUTPUT_FORMAT", "YYYY-MM-DD"),
            Map.entry("TIMESTAMP_INPUT_FORMAT", "AUTO"),
            Map.entry("TIMESTAMP_TYPE_MAPPING", "TIMESTAMP_NTZ"),
            Map.entry("WEEK_START", "0"),
            Map.entry("QUOTED_IDENTIFIERS_IGNORE_CASE", "FALSE"),
            Map.entry("ERROR_ON_NONDETERMINISTIC_MERGE", "TRUE"),
            Map.entry("TRANSACTION_ABORT_ON_ERROR", "TRUE"),
            // A dead client's statement would go on, and hold its locks, until it is done.
            Map.entry("ABORT_DETACHED_QUERY", "TRUE"),
            Map.entry("LOCK_TIMEOUT", String.valueOf(LOCK_TIMEOUT_SECONDS)),
            Map.entry("STATEMENT_TIMEOUT_IN_SECONDS", String.valueOf(STATEMENT_TIMEOUT_SECONDS)),
            // The driver reads Arrow by memory that Java 17 closes to it unless the JVM is started with --add-opens.
            Map.entry("JDBC_QUERY_RESULT_FORMAT", "JSON"));

    private final SnowflakeUri uri;

    SnowflakeConnector(SnowflakeUri uri) {
        this.uri = uri;
    }

    /**
     * @param queryTag is on every statement that doesn't bring another
     */
    Connection connect(String queryTag) throws SQLException {
        String address =
                uri.setting("address").orElse("https://" + uri.account().replace('_', '-') + ".snowflakecomputing.com");
        // The driver's default is https; it takes http from the URL, which is for tests on the loopback.
        String host = address.startsWith("https://") ? address.substring("https://".length()) : address;
        String url = "jdbc:snowflake://" + host + "/?account=" + uri.account();
        Properties properties = properties();
        properties.setProperty("QUERY_TAG", queryTag);
        Connection connection = Objects.requireNonNull(new SnowflakeDriver().connect(url, properties));
        try (Statement statement = connection.createStatement()) {
            statement.execute("use secondary roles none");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
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
        properties.putAll(SESSION);
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
