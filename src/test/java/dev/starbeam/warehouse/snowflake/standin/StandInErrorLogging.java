package dev.starbeam.warehouse.snowflake.standin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tables as SHOW tells of them, with whether they have ERROR_LOGGING on: those that are named in the catalogue here. */
final class StandInErrorLogging {
    private static final Pattern SHOW = Pattern.compile("show tables in schema \"[^\"]+\"\\.\"([^\"]+)\"");

    private final Connection duck;

    StandInErrorLogging(Connection duck) {
        this.duck = duck;
    }

    ObjectNode show(String sql) throws SQLException {
        Matcher asked = SHOW.matcher(sql);
        if (!asked.matches()) {
            throw new StandInRefusal(1003, "42000", "SQL compilation error: the full path of a schema was expected");
        }
        try (Statement statement = duck.createStatement();
                ResultSet found = statement.executeQuery(
                        "select table_name as name, schema_name, 'TABLE' as kind, case when e.name is null then 'false'"
                                + " else 'true' end as error_logging from duckdb_tables() t left join "
                                + StandInCatalogue.SCHEMA + ".error_logging e on e.name = '\"' || schema_name ||"
                                + " '\".\"' || table_name || '\"' where schema_name = " + text(asked.group(1)))) {
            return StandInRows.of(sql, found);
        }
    }

    private static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }
}
