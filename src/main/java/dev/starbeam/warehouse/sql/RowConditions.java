package dev.starbeam.warehouse.sql;

import java.util.Collection;
import java.util.stream.Collectors;

/** Conditions over a published row {@code p} and a row to load {@code s}, or two others. None is ever NULL. */
public final class RowConditions {
    private RowConditions() {}

    /** Whether p and s agree in the columns, NULL being equal to NULL. */
    public static String same(SqlDialect sql, Collection<String> columns) {
        return same(sql, "s", columns);
    }

    /** The same of p and another row. */
    public static String same(SqlDialect sql, String other, Collection<String> columns) {
        return columns.stream()
                .map(sql::identifier)
                .map(column -> "p." + column + " is not distinct from " + other + "." + column)
                .collect(Collectors.joining(" and "));
    }

    /** Whether one row's version is greater than the other's, NULL being less than any value. */
    public static String newer(SqlDialect sql, String one, String other, String version) {
        String greater = one + "." + sql.identifier(version);
        String less = other + "." + sql.identifier(version);
        return "(" + greater + " is not null and (" + less + " is null or " + greater + " > " + less + "))";
    }
}
