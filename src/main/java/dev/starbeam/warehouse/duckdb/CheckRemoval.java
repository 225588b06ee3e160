package dev.starbeam.warehouse.duckdb;

import dev.starbeam.warehouse.IncompatibleTableException;
import dev.starbeam.warehouse.ddl.TableDdl;
import dev.starbeam.warehouse.sql.SqlSession;
import dev.starbeam.warehouse.table.TableSpec;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes off a table the CHECKs that are no longer declared, or keep a column from getting a wider type. DuckDB knows neither their names nor how to drop one, so the
 * table is copied without them, which takes as long as reading and writing it.
 */
final class CheckRemoval {
    private static final String PROBE = "declared_checks";
    private static final String FORMER = "__former";

    private static final String THERE = "select c.constraint_text, c.expression, t.sql, '|' ||"
            + " array_to_string(c.constraint_column_names, '|') || '|' from duckdb_constraints() as c join"
            + " duckdb_tables() as t on t.table_oid = c.table_oid and t.database_name = c.database_name where"
            + " c.constraint_type = 'CHECK' and c.database_name = %s and c.schema_name = ? and c.table_name = ?";

    private final SqlSession session;
    private final DuckDbDdl sql = new DuckDbDdl();

    CheckRemoval(SqlSession session) {
        this.session = session;
    }

    /**
     * The statements; none where every CHECK of the table is declared.
     *
     * @param widened the columns that are to get a wider type
     */
    List<String> statements(TableSpec table, Set<String> widened) throws SQLException {
        List<List<@Nullable Object>> there =
                session.query(THERE.formatted("current_database()"), sql.storedSchema(table), table.name());
        if (there.isEmpty()) {
            return List.of();
        }
        Set<String> declared = declared(table);
        List<String> undeclared = there.stream()
                .filter(check -> !declared.contains(String.valueOf(check.get(1)))
                        || widened.stream()
                                .anyMatch(column -> String.valueOf(check.get(3)).contains("|" + column + "|")))
                .map(check -> String.valueOf(check.get(0)))
                .toList();
        return undeclared.isEmpty()
                ? List.of()
                : copied(table, String.valueOf(there.get(0).get(2)), undeclared);
    }

    /** As DuckDB writes them. */
    private Set<String> declared(TableSpec table) throws SQLException {
        String create = new TableDdl(sql).create(table);
        session.execute("create or replace temporary table " + PROBE + create.substring(create.indexOf(" (\n")));
        Set<String> declared = session.query(THERE.formatted("'temp'"), "main", PROBE).stream()
                .map(check -> String.valueOf(check.get(1)))
                .collect(Collectors.toSet());
        session.execute("drop table temp." + PROBE);
        return declared;
    }

    private List<String> copied(TableSpec table, String definition, List<String> undeclared) {
        String without = definition;
        for (String check : undeclared) {
            without = without(check, without, table);
        }
        String former = sql.identifier(sql.storedSchema(table)) + "." + sql.identifier(table.name() + FORMER);
        return List.of(
                "alter table " + sql.stored(table) + " rename to " + sql.identifier(table.name() + FORMER),
                without.replaceFirst(";$", ""),
                "insert into " + sql.stored(table) + " select * from " + former,
                "drop table " + former);
    }

    private static String without(String check, String definition, TableSpec table) {
        String fewer = definition.replace(", " + check, "");
        if (fewer.equals(definition)) {
            throw new IncompatibleTableException("table " + table.qualifiedName() + " has a CHECK that is no longer"
                    + " declared and can't be taken off: " + check + ". Nothing was changed");
        }
        return fewer;
    }
}
