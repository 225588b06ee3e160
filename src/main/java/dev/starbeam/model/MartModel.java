package dev.starbeam.model;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A query run by the warehouse after publishing.
 *
 * @param name the file's name without {@code .sql}
 * @param sql a SELECT over schemas {@code star} and {@code marts}; marts run in the order of their names' dependencies
 * @param materialized how it is held, declared by a first line {@code -- materialized: view}
 * @param file where it was read from, for messages
 * @param targetLag of a dynamic table: how old it may get, such as {@code 10 minutes}, or {@code downstream}
 * @param groups of an incremental mart: what it takes to build some of its groups anew
 */
public record MartModel(
        String name,
        String sql,
        Materialization materialized,
        String file,
        @Nullable String targetLag,
        @Nullable MartGroups groups)
        implements Serializable {

    /** A table or view. */
    public MartModel(String name, String sql, Materialization materialized, String file) {
        this(name, sql, materialized, file, null, null);
    }

    /** A dynamic table. */
    public MartModel(String name, String sql, Materialization materialized, String file, @Nullable String targetLag) {
        this(name, sql, materialized, file, targetLag, null);
    }

    /** A hash of marts as declared: of their names, kinds and queries. */
    public static String fingerprint(List<MartModel> marts) {
        StringBuilder text = new StringBuilder();
        for (MartModel mart : marts) {
            for (String value : List.of(
                    mart.name,
                    String.valueOf(mart.materialized),
                    String.valueOf(mart.targetLag),
                    String.valueOf(mart.groups),
                    mart.query())) {
                text.append(value.length()).append(':').append(value);
            }
        }
        return UUID.nameUUIDFromBytes(text.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** Its query without the semicolon that may end it. */
    public String query() {
        String query = sql.strip();
        return query.endsWith(";") ? query.substring(0, query.length() - 1) : query;
    }
}
