package dev.starbeam.warehouse.snowflake.mart;

import dev.starbeam.warehouse.snowflake.session.SnowflakeSql;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import net.openhft.hashing.LongHashFunction;
import org.jspecify.annotations.Nullable;

/**
 * A mart that Snowflake keeps up to date by itself. Its comment tells what it was made from, so that the next run sees
 * whether anything is to be done.
 *
 * @param name schema and name, quoted
 * @param query what it holds
 * @param targetLag how old it may get
 * @param warehouse what refreshes it
 */
record SnowflakeDynamicTable(
        String name, String query, @Nullable String targetLag, String warehouse) {
    /**
     * Creates or replaces it when its query is another, which computes it anew; alters it when only lag or warehouse are.
     *
     * @param comment of the dynamic table of that name, if there is one
     */
    List<String> statements(Optional<String> comment) {
        if (comment.isEmpty() || !comment.get().startsWith(madeFrom())) {
            return List.of(create(comment.isPresent()));
        }
        List<String> statements = new ArrayList<>();
        if (!comment.get().equals(comment())) {
            statements.add("alter dynamic table " + name + " set" + lag());
            statements.add("alter dynamic table " + name + " set" + computed());
            statements.add("alter dynamic table " + name + " set comment = " + SnowflakeSql.text(comment()));
        }
        return statements;
    }

    private String create(boolean replaces) {
        return "create or replace transient dynamic table " + name + lag() + computed()
                + " refresh_mode = auto comment = " + SnowflakeSql.text(comment())
                + SnowflakeMart.copiedGrants(replaces) + " as\n" + query;
    }

    private String lag() {
        String lag = String.valueOf(targetLag);
        return " target_lag = " + (lag.equals("downstream") ? lag : SnowflakeSql.text(lag));
    }

    private String computed() {
        return " warehouse = " + SnowflakeSql.name(warehouse);
    }

    private String comment() {
        return madeFrom() + ", at most " + targetLag + " old, refreshed by " + warehouse;
    }

    private String madeFrom() {
        byte[] text = query.getBytes(StandardCharsets.UTF_8);
        return "Starbeam, query "
                + HexFormat.of().toHexDigits(LongHashFunction.xx().hashBytes(text));
    }
}
