package dev.starbeam.warehouse.snowflake;

import dev.starbeam.batch.XxHash64;
import dev.starbeam.model.MartModel;
import dev.starbeam.model.Materialization;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
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

    /** What is there under a mart's name. */
    record Existing(Kind kind, String comment) {}

    /**
     * Makes the mart what it should be; one after the other, and each commits by itself. Tables and views are replaced,
     * with the grants that they have; tables are transient, since what can be built again needs no Fail-safe. A dynamic
     * table keeps itself up to date and is replaced, which means computed anew, only when its definition has changed.
     *
     * @param existing what is there: CREATE OR REPLACE replaces only its own kind, so another is dropped before
     */
    List<String> statements(Optional<Existing> existing) {
        Kind kind = Kind.of(mart.materialized());
        String create = kind == Kind.DYNAMIC_TABLE ? dynamicTable() : replaced(kind);
        List<String> statements = new ArrayList<>();
        existing.filter(other -> other.kind != kind)
                .ifPresent(other -> statements.add("drop " + other.kind.sql + " if exists " + name()));
        boolean keepsItself = kind == Kind.DYNAMIC_TABLE
                && existing.filter(other -> other.kind == kind && create.contains(comment(other.comment)))
                        .isPresent();
        if (!keepsItself) {
            statements.add(create);
        }
        return statements;
    }

    private String replaced(Kind kind) {
        return "create or replace " + (kind == Kind.TABLE ? "transient " : "") + kind.sql + " " + name()
                + " copy grants as\n" + SnowflakeMartSql.of(mart);
    }

    /** Its comment tells by which definition it was made. */
    private String dynamicTable() {
        String lag = String.valueOf(mart.targetLag());
        String written = lag.equals("downstream") ? lag : SnowflakeSql.text(lag);
        String definition = " target_lag = " + written + " warehouse = " + SnowflakeSql.name(warehouse);
        String query = SnowflakeMartSql.of(mart);
        byte[] text = (definition + query).getBytes(StandardCharsets.UTF_8);
        String hash = HexFormat.of().toHexDigits(XxHash64.hash(text, 0, text.length, 0));
        return "create or replace " + Kind.DYNAMIC_TABLE.sql + " " + name() + definition + " refresh_mode = auto"
                + comment("Starbeam, definition " + hash) + " copy grants as\n" + query;
    }

    private static String comment(String text) {
        return " comment = " + SnowflakeSql.text(text);
    }

    private String name() {
        return SnowflakeSql.name(SCHEMA) + "." + SnowflakeSql.name(mart.name());
    }
}
