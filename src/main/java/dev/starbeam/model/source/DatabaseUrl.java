package dev.starbeam.model.source;

import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a database is, without who reads it.
 *
 * @param database what kind of database it is
 * @param text the JDBC URL as declared
 */
public record DatabaseUrl(Database database, String text) implements Serializable {
    /** The databases that can be read. */
    public enum Database {
        POSTGRESQL,
        MYSQL,
        MARIADB,
        SQL_SERVER
    }

    private static final Map<String, Database> SCHEMES = new TreeMap<>(Map.of(
            "jdbc:postgresql:", Database.POSTGRESQL,
            "jdbc:mysql:", Database.MYSQL,
            "jdbc:mariadb:", Database.MARIADB,
            "jdbc:sqlserver:", Database.SQL_SERVER));

    private static final Pattern CREDENTIALS = Pattern.compile(
            "(?i)(?<=[?&;,(])\\s*(?:user|username|uid|[\\w.]*(?:password|passwd|passphrase|pwd|secret|token)\\w*)\\s*="
                    + "|(?<=//)[^/?;]*@");
    private static final Pattern DATABASE_NAME = Pattern.compile("(?i);\\s*database(?:Name)?\\s*=\\s*([^;]+)");

    /** What a URL may begin with. */
    public static Set<String> schemes() {
        return SCHEMES.keySet();
    }

    /** The URL of a database that can be read; nothing for any other text. */
    public static Optional<DatabaseUrl> parse(String text) {
        return SCHEMES.entrySet().stream()
                .filter(scheme -> text.startsWith(scheme.getKey()))
                .findFirst()
                .map(scheme -> new DatabaseUrl(scheme.getValue(), text));
    }

    /** Where in a text, if anywhere, it says with whose rights to read: a user, a password or another secret. */
    public static Optional<Integer> credentials(String text) {
        Matcher matcher = CREDENTIALS.matcher(text);
        return matcher.find() ? Optional.of(matcher.start()) : Optional.empty();
    }

    /** Server and database without parameters, e.g. {@code jdbc:postgresql://db.example.com/shop}. */
    public String address() {
        int end = text.indexOf(database == Database.SQL_SERVER ? ';' : '?');
        String server = end < 0 ? text : text.substring(0, end);
        Matcher name = DATABASE_NAME.matcher(text);
        return database == Database.SQL_SERVER && name.find()
                ? server + "/" + name.group(1).strip()
                : server;
    }
}
