package dev.starbeam.warehouse.snowflake;

import dev.starbeam.model.MartModel;
import dev.starbeam.model.Materialization;
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
                case TABLE -> TABLE;
                case VIEW -> VIEW;
                case DYNAMIC_TABLE -> DYNAMIC_TABLE;
            };
        }
    }

    /**
     * Replaces the mart; one after the other, and each commits by itself.
     *
     * @param existing what is there: CREATE OR REPLACE replaces only its own kind, so another is dropped before
     */
    List<String> statements(Optional<Kind> existing) {
        Kind kind = Kind.of(mart.materialized());
        List<String> statements = new ArrayList<>();
        existing.filter(other -> other != kind)
                .ifPresent(other -> statements.add("drop " + other.sql + " if exists " + name()));
        statements.add(
                "create or replace " + kind.sql + " " + name() + refreshed() + " as\n" + SnowflakeMartSql.of(mart));
        return statements;
    }

    private String refreshed() {
        String lag = mart.targetLag();
        if (mart.materialized() != Materialization.DYNAMIC_TABLE || lag == null) {
            return "";
        }
        String written = lag.equals("downstream") ? lag : SnowflakeSql.text(lag);
        return " target_lag = " + written + " warehouse = " + SnowflakeSql.name(warehouse);
    }

    private String name() {
        return SnowflakeSql.name(SCHEMA) + "." + SnowflakeSql.name(mart.name());
    }
}
