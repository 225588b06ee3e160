package dev.starbeam.warehouse.snowflake.session;

import dev.starbeam.model.source.SecretReference;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@link SnowflakeUri}s, and says what is wrong with them without repeating what may be secret. */
final class SnowflakeUriText {
    private static final Pattern FORM = Pattern.compile("snowflake://([A-Za-z0-9_.-]+)/([^/?#]+)(?:\\?([^#]*))?");
    private static final String EXAMPLE =
            "snowflake://ACCOUNT/DATABASE?user=NAME&role=NAME&warehouse=NAME&private_key=file:PATH";
    private static final List<String> SECRETS = List.of("private_key", "passphrase", "access_token", "oauth_token");

    /** Of the driver's properties, which it takes in whatever case, those that hold a secret or sign in otherwise. */
    private static final Pattern SIGNS_IN =
            Pattern.compile("(?i)session\\.(user|authenticator|token|(private_?key|oauth|passcode)\\w*"
                    + "|\\w*(password|pwd|secret)\\w*)");

    private static final Set<String> PLAIN = Set.of("user", "role", "warehouse", "stage", "stage_url", "address");

    private SnowflakeUriText() {}

    static SnowflakeUri parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("a Snowflake warehouse is written " + EXAMPLE);
        }
        Map<String, String> settings = settings(form.group(3) == null ? "" : form.group(3));
        requireSignIn(settings);
        requireStage(settings);
        return new SnowflakeUri(form.group(1), decode(form.group(2)), settings);
    }

    private static Map<String, String> settings(String query) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String part : query.split("&", -1)) {
            if (part.isEmpty()) {
                continue;
            }
            int equals = part.indexOf('=');
            String name = equals < 0 ? part : part.substring(0, equals);
            String value = equals < 0 ? "" : decode(part.substring(equals + 1));
            require(name, value);
            if (settings.put(name, value) != null) {
                throw new IllegalArgumentException("warehouse setting " + name + " is given twice");
            }
        }
        return settings;
    }

    private static void require(String name, String value) {
        if (name.equals("password")) {
            throw new IllegalArgumentException(
                    "a password doesn't belong into a URI, and Snowflake is retiring them for"
                            + " programs; use private_key=file:PATH, access_token=env:NAME or oauth_token=env:NAME");
        }
        if (value.isEmpty()) {
            throw new IllegalArgumentException("warehouse setting " + name.replaceAll("\\W", "?") + " has no value");
        }
        if (SECRETS.contains(name) && SecretReference.parse(value).isEmpty()) {
            throw new IllegalArgumentException(name + " must say where the secret is, env:NAME or file:PATH, and"
                    + " never be the secret itself (its value isn't shown)");
        }
        if (SIGNS_IN.matcher(name).matches()) {
            throw new IllegalArgumentException("warehouse setting " + name.replaceAll("[^\\w.]", "?")
                    + " is no parameter of a session but signs in; use " + String.join(", ", SECRETS)
                    + ", which say where the secret is (its value isn't shown)");
        }
        requireKnown(name);
    }

    private static void requireKnown(String name) {
        if (!SECRETS.contains(name) && !PLAIN.contains(name) && !name.matches("session\\.[A-Za-z_]+")) {
            throw new IllegalArgumentException("warehouse setting \"" + name.replaceAll("\\W", "?")
                    + "\" is unknown; known: "
                    + String.join(", ", PLAIN.stream().sorted().toList()) + ", "
                    + String.join(", ", SECRETS) + ", session.PARAMETER");
        }
    }

    private static void requireSignIn(Map<String, String> settings) {
        long ways = SECRETS.stream()
                .filter(name -> !name.equals("passphrase"))
                .filter(settings::containsKey)
                .count();
        if (ways != 1 || !settings.containsKey("user")) {
            throw new IllegalArgumentException("a Snowflake warehouse needs user=NAME and one way to sign in:"
                    + " private_key=file:PATH (with passphrase=env:NAME if it is encrypted), access_token=env:NAME or"
                    + " oauth_token=env:NAME; e.g. " + EXAMPLE);
        }
        if (settings.containsKey("passphrase") && !settings.containsKey("private_key")) {
            throw new IllegalArgumentException("passphrase belongs to private_key, which isn't given");
        }
    }

    private static void requireStage(Map<String, String> settings) {
        if (settings.containsKey("stage_url") && !settings.containsKey("stage")) {
            throw new IllegalArgumentException(
                    "stage_url is the place of an external stage; name that with" + " stage=SCHEMA.STAGE");
        }
        String stage = settings.getOrDefault("stage", "quality.starbeam_stage");
        if (stage.split("\\.", -1).length != 2) {
            throw new IllegalArgumentException("stage=" + stage + ": expected SCHEMA.STAGE");
        }
        requireAddress(settings.get("address"));
    }

    private static void requireAddress(@Nullable String address) {
        if (address != null
                && !address.matches("https://[A-Za-z0-9.-]+(:\\d+)?|http://(127\\.0\\.0\\.1|localhost):\\d+")) {
            throw new IllegalArgumentException("address must be https://HOST[:PORT]; http is for this machine only");
        }
    }

    static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%3A", ":")
                .replace("%2F", "/");
    }

    private static String decode(String value) {
        return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
