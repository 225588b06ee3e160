package dev.starbeam.model.loading.source;

import dev.starbeam.model.loading.yaml.Declared;
import dev.starbeam.model.loading.yaml.PlacedText;
import dev.starbeam.model.loading.yaml.Scalars;
import dev.starbeam.model.loading.yaml.Section;
import dev.starbeam.model.source.DatabaseUrl;
import dev.starbeam.model.source.JdbcModel;
import dev.starbeam.model.source.SecretReference;
import dev.starbeam.model.source.TableName;
import dev.starbeam.words.NearestName;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a source wants of a database, as declared. No message repeats a URL or a password: either may hold a secret by mistake.
 */
final class JdbcDeclaration {
    /** Into how many ranges a partition column is cut unless declared. */
    static final int DEFAULT_PARTITIONS = 4;

    private static final int MOST_PARTITIONS = 64;

    private final String source;
    private final Section jdbc;

    JdbcDeclaration(String source, Section jdbc) {
        this.source = source;
        this.jdbc = jdbc;
    }

    /** What is declared, or {@code null} when it is at fault. */
    @Nullable
    JdbcModel read() {
        DatabaseUrl url = url();
        SecretReference password = password();
        TableName table = table();
        String query = query();
        boolean one = hasOneOrigin();
        String partitionBy = optional("partition_by");
        int partitions = partitions(partitionBy != null);
        if (url == null || !one || (table == null && query == null)) {
            return null;
        }
        String location = url.address() + (table == null ? "?query=" + source : "/" + table);
        return new JdbcModel(location, url, optional("user"), password, table, query, partitionBy, partitions);
    }

    private @Nullable String optional(String key) {
        Declared declared = jdbc.find(key);
        return declared == null ? null : declared.text("text");
    }

    private @Nullable DatabaseUrl url() {
        Declared declared = jdbc.require("url", "the database, e.g. jdbc:postgresql://db.example.com/shop");
        PlacedText text = declared == null ? null : declared.placedText("a JDBC URL");
        if (declared == null || text == null) {
            return null;
        }
        Optional<Integer> credentials = DatabaseUrl.credentials(text.value());
        if (credentials.isPresent()) {
            declared.mistakeAt(
                    text.place(credentials.get()),
                    "the url holds a user, a password or another secret; take it out, and declare beside the url"
                            + " user: … and password: env:NAME or password: file:PATH");
            return null;
        }
        Optional<DatabaseUrl> url = DatabaseUrl.parse(text.value());
        if (url.isEmpty()) {
            declared.mistake("expected a url that begins with " + NearestName.list(DatabaseUrl.schemes())
                    + nearestScheme(text.value()));
        }
        return url.orElse(null);
    }

    private static String nearestScheme(String url) {
        int host = url.indexOf("//");
        String scheme = (host < 0 ? url : url.substring(0, host)).toLowerCase(Locale.ROOT);
        return NearestName.of(scheme, DatabaseUrl.schemes())
                .or(() -> NearestName.of("jdbc:" + scheme, DatabaseUrl.schemes()))
                .map(nearest -> "; did you mean \"" + nearest + "\"?")
                .orElse("");
    }

    private @Nullable SecretReference password() {
        Declared declared = jdbc.find("password");
        String text = declared == null ? null : declared.text("env:NAME or file:PATH");
        if (declared == null || text == null) {
            return null;
        }
        Optional<SecretReference> reference = SecretReference.parse(text);
        if (reference.isEmpty()) {
            declared.mistake("a password does not belong in this file; expected where it is to be found: env:NAME for"
                    + " a variable of the environment, or file:PATH for a local file");
        }
        return reference.orElse(null);
    }

    private @Nullable TableName table() {
        Declared declared = jdbc.find("table");
        String text = declared == null ? null : declared.text("the name of a table, e.g. public.orders");
        if (declared == null || text == null) {
            return null;
        }
        Optional<TableName> table = TableName.parse(text);
        if (table.isEmpty()) {
            declared.mistake("\"" + text + "\" cannot name a table; expected one to three parts between dots, as in"
                    + " public.orders, a part that holds a dot in double quotes");
        }
        return table.orElse(null);
    }

    /** A final semicolon is left out, as the query becomes part of another. */
    private @Nullable String query() {
        Declared declared = jdbc.find("query");
        String text = declared == null ? null : declared.text("a SELECT");
        if (declared == null || text == null) {
            return null;
        }
        String query = text.strip().replaceFirst(";$", "").strip();
        if (!query.toLowerCase(Locale.ROOT).matches("(?s)(select|with|values|table)\\b.*")) {
            declared.mistake("expected a query that begins with select or with; only reading is allowed");
            return null;
        }
        return query;
    }

    private boolean hasOneOrigin() {
        boolean table = jdbc.find("table") != null;
        boolean query = jdbc.find("query") != null;
        if (!table && !query) {
            jdbc.mistake(jdbc.owner() + " needs \"table\" or \"query\": what to read");
        } else if (table && query) {
            jdbc.mistake(jdbc.owner() + " has both \"table\" and \"query\"; expected one of them");
        }
        return table != query;
    }

    private int partitions(boolean hasColumn) {
        Declared declared = jdbc.find("partitions");
        if (declared == null) {
            return hasColumn ? DEFAULT_PARTITIONS : 1;
        }
        if (!hasColumn) {
            declared.mistake("partitions needs \"partition_by\": the column whose values are cut into ranges");
        }
        Long partitions = Scalars.wholeNumber(declared, "a number from 1 to " + MOST_PARTITIONS, 1, MOST_PARTITIONS);
        return partitions == null ? 1 : Math.toIntExact(partitions);
    }
}
