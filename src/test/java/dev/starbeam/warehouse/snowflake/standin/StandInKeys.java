package dev.starbeam.warehouse.snowflake.standin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.starbeam.ResultRows;
import dev.starbeam.warehouse.snowflake.standin.StandInAnswer.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Primary, unique and foreign keys: noted, shown, refused where they can't be, and never enforced. */
final class StandInKeys {
    private static final String NAME = "\"(?:[^\"]|\"\")+\"";
    private static final String TABLE = NAME + "(?:\\." + NAME + ")*";
    private static final String COLUMNS = "\\(" + NAME + "(?:, " + NAME + ")*\\)";
    private static final Pattern KEY = Pattern.compile("(?:constraint (" + NAME
            + ") )?(primary key|unique|foreign key) (" + COLUMNS + ")(?: references (" + TABLE + ") (" + COLUMNS
            + "))? not enforced( rely)?");
    private static final Pattern CREATE =
            Pattern.compile("(?s)^create table (?:if not exists )?(" + TABLE + ") \\((.*)");
    private static final Pattern ADD = Pattern.compile("(?s)^alter table (" + TABLE + ") add (" + KEY + " ?.*)");
    private static final Pattern DROP = Pattern.compile("^alter table (" + TABLE + ") drop constraint (" + NAME + ")");
    private static final Map<String, List<String>> SHOWN = Map.of(
            "primary",
            List.of("schema_name", "table_name", "column_name", "key_sequence", "constraint_name", "rely"),
            "unique",
            List.of("schema_name", "table_name", "column_name", "key_sequence", "constraint_name", "rely"),
            "imported",
            List.of(
                    "fk_schema_name",
                    "fk_table_name",
                    "fk_column_name",
                    "key_sequence",
                    "fk_name",
                    "rely",
                    "pk_schema_name",
                    "pk_table_name",
                    "pk_column_name"));

    private final Connection duck;

    StandInKeys(Connection duck) {
        this.duck = duck;
    }

    /** Whether it was a statement about keys alone, which is done by now. */
    boolean alters(String sql) throws SQLException {
        Matcher drop = DROP.matcher(sql);
        if (drop.find()) {
            int dropped = update(
                    "delete from standin_catalogue.keys where table_name = ? and constraint_name = ?",
                    drop.group(1),
                    drop.group(2));
            if (dropped == 0) {
                throw new StandInRefusal(2003, "42S02", "Constraint '" + drop.group(2) + "' does not exist.");
            }
            return true;
        }
        Matcher add = ADD.matcher(sql);
        if (add.matches()) {
            note(add.group(1), add.group(2));
        }
        return add.matches();
    }

    /** Of a table that is about to be created, unless it is there. */
    void create(String sql) throws SQLException {
        Matcher create = CREATE.matcher(sql);
        if (create.matches() && !exists(create.group(1))) {
            note(create.group(1), create.group(2));
        }
    }

    private void note(String table, String definition) throws SQLException {
        Matcher key = KEY.matcher(definition);
        while (key.find()) {
            if (key.group(4) != null) {
                requireReferable(table, definition, key);
            }
            requireNew(table, key);
            update(
                    "insert into standin_catalogue.keys values (?, ?, ?, ?, ?, ?, ?)",
                    table,
                    key.group(2),
                    key.group(1) == null ? "\"SYS_CONSTRAINT_" + UUID.randomUUID() + '"' : key.group(1),
                    key.group(3),
                    key.group(4),
                    key.group(5),
                    String.valueOf(key.group(6) != null));
        }
    }

    private void requireReferable(String table, String definition, Matcher key) throws SQLException {
        if (!exists(key.group(4))) {
            throw new StandInRefusal(2003, "42S02", "Table '" + key.group(4) + "' does not exist or not authorized.");
        }
        List<List<String>> keys = rows(
                "select 1 from standin_catalogue.keys where table_name = ? and kind <> 'foreign key' and columns = ?",
                key.group(4),
                key.group(5));
        if (keys.isEmpty()) {
            throw new StandInRefusal(
                    2270, "42000", "SQL compilation error: " + key.group(5) + " is no key of " + key.group(4));
        }
        String own = typeOf(table, definition, key.group(3));
        if (!own.equals(typeOf(key.group(4), "", key.group(5)))) {
            throw new StandInRefusal(
                    2271,
                    "42000",
                    "SQL compilation error: " + key.group(3) + " is not of the type of what it refers to");
        }
    }

    /** Of a column that is defined in the same statement, or is there. */
    private String typeOf(String table, String definition, String column) throws SQLException {
        String name = column.substring(1, column.length() - 1);
        Matcher defined = Pattern.compile(Pattern.quote(name) + " number\\((\\d+), (\\d+)\\)")
                .matcher(definition);
        if (defined.find()) {
            return "DECIMAL(" + defined.group(1) + "," + defined.group(2) + ")";
        }
        return rows(
                        "select data_type from duckdb_columns() where '\"' || schema_name || '\".\"' || table_name || '\"'"
                                + " = ? and '\"' || column_name || '\"' = ?",
                        table,
                        name)
                .get(0)
                .get(0);
    }

    private void requireNew(String table, Matcher key) throws SQLException {
        boolean known = !rows(
                        "select 1 from standin_catalogue.keys where table_name = ? and columns = ?"
                                + " and ref_table is not distinct from ?",
                        table,
                        key.group(3),
                        key.group(4))
                .isEmpty();
        if (known) {
            throw new StandInRefusal(2272, "42000", "Entity '" + table + "' has duplicate primary or unique keys.");
        }
    }

    private boolean exists(String table) throws SQLException {
        return !rows(
                        "select 1 from duckdb_tables() where '\"' || schema_name || '\".\"' || table_name || '\"' = ?",
                        table)
                .isEmpty();
    }

    void rename(String from, String to) throws SQLException {
        update("update standin_catalogue.keys set table_name = ? where table_name = ?", to, from);
        update("update standin_catalogue.keys set ref_table = ? where ref_table = ?", to, from);
    }

    /** With a table go its keys, and those that refer to it. */
    void drop(String table) throws SQLException {
        update("delete from standin_catalogue.keys where table_name = ? or ref_table = ?", table, table);
    }

    /** A row for each column of a key, as SHOW answers. */
    ObjectNode show(String sql) throws SQLException {
        Matcher asked = Pattern.compile("show (primary|unique|imported) keys in schema " + NAME + "\\.(" + NAME + ")")
                .matcher(sql);
        if (!asked.matches()) {
            throw new StandInRefusal(
                    1003, "42000", "SQL compilation error: Must specify the full search path starting from database");
        }
        String kind = asked.group(1).equals("imported")
                ? "foreign key"
                : asked.group(1).replace("primary", "primary key");
        List<String> names = SHOWN.get(asked.group(1));
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (List<String> key : rows(
                "select table_name, columns, constraint_name, rely, ref_table, ref_columns from standin_catalogue.keys"
                        + " where kind = ? and starts_with(table_name, ?)",
                kind,
                asked.group(2) + ".")) {
            List<String> columns = names(key.get(1));
            for (int i = 0; i < columns.size(); i++) {
                List<@Nullable String> row = new ArrayList<>(names(key.get(0)));
                row.addAll(List.of(
                        columns.get(i), String.valueOf(i + 1), names(key.get(2)).get(0), key.get(3)));
                if (names.size() > row.size()) {
                    row.addAll(names(key.get(4)));
                    row.add(names(key.get(5)).get(i));
                }
                rows.add(row);
            }
        }
        return StandInAnswer.rows(sql, names.stream().map(Column::text).toList(), rows);
    }

    private static List<String> names(String written) {
        return Pattern.compile(NAME)
                .matcher(written)
                .results()
                .map(name ->
                        name.group().substring(1, name.group().length() - 1).replace("\"\"", "\""))
                .toList();
    }

    private int update(String sql, @Nullable String... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values)) {
            return statement.executeUpdate();
        }
    }

    private List<List<String>> rows(String sql, @Nullable String... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values);
                ResultSet result = statement.executeQuery()) {
            return ResultRows.of(result);
        }
    }

    private PreparedStatement prepare(String sql, @Nullable String... values) throws SQLException {
        PreparedStatement statement = duck.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setString(i + 1, values[i]);
        }
        return statement;
    }
}
