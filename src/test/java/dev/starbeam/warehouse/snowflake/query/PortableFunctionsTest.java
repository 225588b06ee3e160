package dev.starbeam.warehouse.snowflake.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.model.dialect.ParsedQuery;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PortableFunctionsTest {
    /** Part of DuckDB's grammar, so not in its list of functions. */
    private static final Set<String> GRAMMAR = Set.of("coalesce", "ifnull", "if", "percentile_cont", "percentile_disc");

    @Test
    void duckDbHasEveryFunctionThatMartsMayCall() throws SQLException {
        Set<String> missing = new TreeSet<>(PortableFunctions.names());
        missing.removeAll(GRAMMAR);
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement();
                ResultSet functions = statement.executeQuery("select function_name from duckdb_functions()")) {
            while (functions.next()) {
                missing.remove(functions.getString(1));
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void whatDuckDbsGrammarHasCanBeCalled() throws SQLException {
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement()) {
            statement.execute(
                    "select coalesce(null, 1), ifnull(null, 1), if(true, 1, 2),"
                            + " percentile_cont(0.5) within group (order by 1), percentile_disc(0.5) within group (order by 1)");
        }
    }

    @Test
    void theParserReadsEachOfThem() {
        assertThat(PortableFunctions.names())
                .allSatisfy(name -> assertThat(ParsedQuery.select("select " + name + "(x, 1) from star.t"))
                        .isPresent());
    }

    @Test
    void eachFunctionIsInOneList() {
        Set<String> all = new TreeSet<>();
        Set<String> twice = new TreeSet<>();
        Set<String> translated = new TreeSet<>();
        PortableFunctions.TRANSLATED.forEach(template -> translated.add(template.name()));
        for (Set<String> list : List.of(
                PortableFunctions.SAME, PortableFunctions.ORDERED_WINDOW, PortableFunctions.WITHIN_GROUP, translated)) {
            list.forEach(name -> {
                if (!all.add(name)) {
                    twice.add(name);
                }
            });
        }
        assertThat(twice).isEmpty();
        assertThat(PortableFunctions.INSTEAD).doesNotContainKeys(PortableFunctions.SAME.toArray(new String[0]));
        assertThat(PortableFunctions.INSTEAD).doesNotContainKeys(translated.toArray(new String[0]));
    }

    @Test
    void whatIsSuggestedInsteadIsAllowed() {
        PortableFunctions.INSTEAD.forEach((name, instead) -> {
            String call = instead.replaceAll("( or |, ).*$", "").replaceAll("^(like|case)$", "'x'");
            if (instead.contains("(")) {
                String whole = instead.contains(") or ") ? instead.substring(0, instead.indexOf(" or ")) : instead;
                call = whole.replaceAll(", or .*$", "");
            }
            String sql = "select " + call.replace(", which is NULL when one of them is", "") + " from star.t";
            assertThat(SnowflakeQuery.of(sql, quoted -> quoted).refusals())
                    .as(name + ": " + sql)
                    .isEmpty();
        });
    }
}
