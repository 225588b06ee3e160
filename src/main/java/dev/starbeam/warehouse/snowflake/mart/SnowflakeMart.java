package dev.starbeam.warehouse.snowflake.mart;

import dev.starbeam.model.MartModel;
import dev.starbeam.model.Materialization;
import dev.starbeam.warehouse.snowflake.session.SnowflakeSql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The statements that build one mart on Snowflake.
 *
 * @param mart what is built
 * @param warehouse the one that refreshes it if it is a dynamic table
 */
record SnowflakeMart(MartModel mart, String warehouse) {
    private static final String SCHEMA = "marts";

    /** Under which a mart of another kind than before is made, before it takes the place of that. */
    private static final String NEXT = "__next";

    /** What the warehouse holds under a mart's name. */
    enum Kind {
        TABLE("table"),
        VIEW("view"),
        DYNAMIC_TABLE("dynamic table");

        private final String sql;

        Kind(String sql) {
            this.sql = sql;
        }

        /** From columns of those names in {@code information_schema.tables}. */
        static Kind of(String tableType, @Nullable String isDynamic) {
            if (tableType.contains("VIEW")) {
                return VIEW;
            }
            return "YES".equals(isDynamic) ? DYNAMIC_TABLE : TABLE;
        }

        private static Kind of(Materialization materialization) {
            return switch (materialization) {
                case TABLE, INCREMENTAL -> TABLE;
                case VIEW -> VIEW;
                case DYNAMIC_TABLE -> DYNAMIC_TABLE;
            };
        }
    }

    /** What is there under a mart's name. */
    record Existing(Kind kind, String comment) {}

    /**
     * Makes the mart what it should be; one after the other, and each commits by itself. Tables and views are replaced,
     * with the grants that they have; tables are transient, since what can be built again needs no Fail-safe. A dynamic
     * table keeps itself up to date and is replaced, which means computed anew, only when its query has changed.
     *
     * @param existing what is there: CREATE OR REPLACE replaces only its own kind. In the place of another the mart is
     *     made under a name of its own first, so that what is there stays when that fails
     * @param next what such a replacement has left under that name, when it ended in between
     */
    List<String> statements(Optional<Existing> existing, Optional<Existing> next) {
        Kind kind = Kind.of(mart.materialized());
        List<String> statements = new ArrayList<>();
        next.ifPresent(left -> statements.add("drop " + left.kind.sql + " if exists " + name(NEXT)));
        Optional<Existing> other = existing.filter(there -> there.kind != kind);
        if (other.isPresent()) {
            statements.addAll(made(kind, name(NEXT), Optional.empty()));
            statements.add("drop " + other.get().kind.sql + " if exists " + name(""));
            statements.add("alter " + kind.sql + " " + name(NEXT) + " rename to " + name(""));
        } else {
            statements.addAll(made(kind, name(""), existing));
        }
        return statements;
    }

    /** The name that a replacement has while it is made. */
    String nextName() {
        return mart.name() + NEXT;
    }

    private List<String> made(Kind kind, String name, Optional<Existing> same) {
        return kind == Kind.DYNAMIC_TABLE
                ? new SnowflakeDynamicTable(name, SnowflakeMartSql.of(mart), mart.targetLag(), warehouse)
                        .statements(same.map(Existing::comment))
                : List.of("create or replace " + (kind == Kind.TABLE ? "transient " : "") + kind.sql + " " + name
                        + copiedGrants(same.isPresent()) + " as\n" + SnowflakeMartSql.of(mart));
    }

    /** Not on a new one, which is to get the grants that were made for the future. */
    static String copiedGrants(boolean replaces) {
        return replaces ? " copy grants" : "";
    }

    private String name(String suffix) {
        return SnowflakeSql.name(SCHEMA) + "." + SnowflakeSql.name(mart.name() + suffix);
    }
}
