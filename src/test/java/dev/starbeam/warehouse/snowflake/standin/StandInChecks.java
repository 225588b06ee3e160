package dev.starbeam.warehouse.snowflake.standin;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Named CHECKs. DuckDB enforces them, but forgets their names and can't drop one: a table is copied without it. */
final class StandInChecks {
    private static final String TABLE = StandInCatalogue.SCHEMA + ".checks";
    private static final Pattern CREATE = Pattern.compile("(?is)^create table if not exists (\\S+) \\((.*)");
    private static final Pattern CHECK = Pattern.compile("(?i)\\n    (?:constraint \"([^\"]+)\" )?check \\(");
    private static final Pattern DROP =
            Pattern.compile("(?is)^alter table \"([^\"]+)\"\\.\"([^\"]+)\" drop constraint \"([^\"]+)\"$");

    private final Connection duck;

    StandInChecks(Connection duck) {
        this.duck = duck;
    }

    /** Of a table that is about to be created, unless it is there. */
    void create(String sql) throws SQLException {
        Matcher create = CREATE.matcher(sql);
        if (!create.matches()) {
            return;
        }
        String[] name = create.group(1).replaceAll("^\"|\"$", "").split("\"\\.\"", -1);
        if (name.length < 2 || !texts(name[0], name[1]).isEmpty()) {
            return;
        }
        update("delete from " + TABLE + " where constraint_schema = ? and constraint_table = ?", name[0], name[1]);
        Matcher check = CHECK.matcher(create.group(2));
        for (int position = 0; check.find(); position++) {
            if (check.group(1) != null) {
                update(
                        "insert into " + TABLE + " values ('', ?, ?, ?, '', " + position + ")",
                        name[0],
                        name[1],
                        check.group(1));
            }
        }
    }

    /** Whether it was about a CHECK, which is gone by now. */
    boolean drops(String sql) throws SQLException {
        Matcher drop = DROP.matcher(sql);
        if (!drop.matches()) {
            return false;
        }
        String schema = drop.group(1);
        String table = drop.group(2);
        List<String> found = rows(
                "select position from " + TABLE
                        + " where constraint_schema = ? and constraint_table = ? and constraint_name = ?",
                schema,
                table,
                drop.group(3));
        if (found.isEmpty()) {
            return false;
        }
        int position = Integer.parseInt(found.get(0));
        copyWithout(schema, table, ", " + texts(schema, table).get(position));
        update(
                "delete from " + TABLE + " where constraint_schema = ? and constraint_table = ? and position = "
                        + position,
                schema,
                table);
        update(
                "update " + TABLE + " set position = position - 1 where constraint_schema = ? and constraint_table = ?"
                        + " and position > " + position,
                schema,
                table);
        return true;
    }

    void rename(String from, String to) throws SQLException {
        String[] one = from.replaceAll("^\"|\"$", "").split("\"\\.\"", -1);
        String[] other = to.replaceAll("^\"|\"$", "").split("\"\\.\"", -1);
        update(
                "update " + TABLE + " set constraint_schema = ?, constraint_table = ? where constraint_schema = ? and"
                        + " constraint_table = ?",
                other[0],
                other[1],
                one[0],
                one[1]);
    }

    private void copyWithout(String schema, String table, String check) throws SQLException {
        String definition = rows(
                        "select sql from duckdb_tables() where schema_name = ? and table_name = ?", schema, table)
                .get(0);
        String name = "\"" + schema + "\".\"" + table + "\"";
        String former = "\"" + schema + "\".\"" + table + "__FORMER\"";
        try (Statement statement = duck.createStatement()) {
            statement.execute("alter table " + name + " rename to \"" + table + "__FORMER\"");
            statement.execute(definition.replace(check, ""));
            statement.execute("insert into " + name + " select * from " + former);
            statement.execute("drop table " + former);
        }
    }

    /** In the order of the definition. */
    private List<String> texts(String schema, String table) throws SQLException {
        return rows(
                "select constraint_text from duckdb_constraints() where constraint_type = 'CHECK' and schema_name = ? and"
                        + " table_name = ? order by constraint_index",
                schema,
                table);
    }

    private List<String> rows(String sql, String... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values);
                ResultSet result = statement.executeQuery()) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        }
    }

    private void update(String sql, String... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values)) {
            statement.executeUpdate();
        }
    }

    private PreparedStatement prepare(String sql, String... values) throws SQLException {
        PreparedStatement statement = duck.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setString(i + 1, values[i]);
        }
        return statement;
    }
}
