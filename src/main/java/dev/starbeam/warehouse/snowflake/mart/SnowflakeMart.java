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
     * @param existing what is there: CREATE OR REPLACE replaces only its own kind, so another is dropped before
     */
    List<String> statements(Optional<Existing> existing) {
        Kind kind = Kind.of(mart.materialized());
        List<String> statements = new ArrayList<>();
        existing.filter(other -> other.kind != kind)
                .ifPresent(other -> statements.add("drop " + other.kind.sql + " if exists " + name()));
        Optional<Existing> same = existing.filter(other -> other.kind == kind);
        if (kind == Kind.DYNAMIC_TABLE) {
            statements.addAll(new SnowflakeDynamicTable(name(), SnowflakeMartSql.of(mart), mart.targetLag(), warehouse)
                    .statements(same.map(Existing::comment)));
        } else {
            statements.add("create or replace " + (kind == Kind.TABLE ? "transient " : "") + kind.sql + " " + name()
                    + copiedGrants(same.isPresent()) + " as\n" + SnowflakeMartSql.of(mart));
        }
        return statements;
    }

    /** Not on a new one, which is to get the grants that were made for the future. */
    static String copiedGrants(boolean replaces) {
        return replaces ? " copy grants" : "";
    }

    private String name() {
        return SnowflakeSql.name(SCHEMA) + "." + SnowflakeSql.name(mart.name());
    }
}
