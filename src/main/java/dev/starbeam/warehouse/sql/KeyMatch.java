package dev.starbeam.warehouse.sql;

import java.sql.SQLException;
import java.util.Collection;
import java.util.stream.Collectors;

/** On what condition a published row {@code p} and a row to load {@code s} have the same key, NULL being equal to NULL. */
public final class KeyMatch {
    private KeyMatch() {}

    /**
     * The condition for these rows to load. Where none of them has a NULL in its key, {@code =} says the same, and a
     * warehouse may then skip the parts of the table whose least and greatest values lie elsewhere.
     *
     * @param rows a relation as it stands behind FROM
     */
    public static String of(SqlSession session, SqlDialect sql, Collection<String> key, String rows)
            throws SQLException {
        return !key.isEmpty() && sql.prunesByEquality() && !holdNull(session, sql, key, rows)
                ? key.stream().map(sql::identifier).map(KeyMatch::equal).collect(Collectors.joining(" and "))
                : RowConditions.same(sql, key);
    }

    private static boolean holdNull(SqlSession session, SqlDialect sql, Collection<String> key, String rows)
            throws SQLException {
        String isNull = key.stream()
                .map(column -> "s." + sql.identifier(column) + " is null")
                .collect(Collectors.joining(" or "));
        return !session.query("select 1 from " + rows + " as s where " + isNull + " limit 1")
                .isEmpty();
    }

    private static String equal(String column) {
        return "p." + column + " = s." + column;
    }
}
