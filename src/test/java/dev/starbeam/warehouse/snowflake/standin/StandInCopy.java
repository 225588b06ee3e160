package dev.starbeam.warehouse.snowflake.standin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.starbeam.warehouse.snowflake.standin.StandInAnswer.Column;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** COPY INTO a table from Parquet files on a stage, matching columns by name. */
final class StandInCopy {
    private static final int MOST_FILES = 1000;
    private static final Pattern COPY =
            Pattern.compile("(?is)^copy into ((?:temp\\.)?(?:\"(?:[^\"]|\"\")+\"\\.?)+)\\s+from\\s+'?@.*");
    private static final Pattern FILES = Pattern.compile("(?is)\\bfiles ?= ?\\(([^)]*)\\)");
    private static final List<Column> ANSWER = List.of(
            Column.text("file"),
            Column.text("status"),
            Column.number("rows_parsed"),
            Column.number("rows_loaded"),
            Column.number("error_limit"),
            Column.number("errors_seen"),
            Column.text("first_error"),
            Column.number("first_error_line"),
            Column.number("first_error_character"),
            Column.text("first_error_column_name"));

    private final StandInStages stages;
    private final Connection duck;

    StandInCopy(StandInStages stages, Connection duck) {
        this.stages = stages;
        this.duck = duck;
    }

    /** Something to be done before rows change. */
    interface Preparation {
        void run() throws SQLException;
    }

    ObjectNode run(String sql, Preparation preparation) throws SQLException {
        Matcher copy = COPY.matcher(sql);
        if (!copy.matches()) {
            throw new StandInRefusal(1003, "42000", "SQL compilation error: the stand-in can't read: " + sql);
        }
        if (sql.contains("TYPE=CSV")) {
            return csv(sql, copy.group(1), preparation);
        }
        require(sql, "force = true", "the stand-in keeps no load history, so it takes FORCE = TRUE only");
        require(sql, "type = parquet", "the stand-in loads Parquet only");
        require(sql, "null_if = ()", "the stand-in, unlike Snowflake, doesn't take texts for NULL");
        require(sql, "on_error = abort_statement", "the stand-in knows ON_ERROR = ABORT_STATEMENT only");
        require(sql, "match_by_column_name = case_insensitive", "the stand-in matches by name, whatever the case");
        StandInStages.Place place = stages.find(sql);
        List<Path> files = named(sql, place);
        preparation.run();
        List<List<@Nullable String>> answer = new ArrayList<>();
        for (Path file : files) {
            long rows = load(copy.group(1), file);
            answer.add(answerRow(place.label() + file.getFileName(), rows));
        }
        return StandInAnswer.rows(sql, ANSWER, answer);
    }

    /** As SnowflakeIO writes it. */
    private ObjectNode csv(String sql, String table, Preparation preparation) throws SQLException {
        require(sql, "field_optionally_enclosed_by='0x27'", "the stand-in knows single quotes around fields only");
        require(sql, "compression=gzip", "the stand-in unpacks gzip only");
        StandInStages.Place place = stages.find(sql);
        List<Path> files = named(sql, place);
        preparation.run();
        List<List<@Nullable String>> answer = new ArrayList<>();
        for (Path file : files) {
            answer.add(answerRow(place.label() + file.getFileName(), StandInCsv.load(duck, table, file)));
        }
        return StandInAnswer.rows(sql, ANSWER, answer);
    }

    private static List<@Nullable String> answerRow(String name, long rows) {
        List<@Nullable String> row = new ArrayList<>(List.of(name, "LOADED", "" + rows, "" + rows, "1", "0"));
        for (int i = 0; i < 4; i++) {
            row.add(null);
        }
        return row;
    }

    private static void require(String sql, String option, String message) {
        if (!sql.toLowerCase(Locale.ROOT).contains(option)) {
            throw new StandInRefusal(1003, "42000", message);
        }
    }

    private List<Path> named(String sql, StandInStages.Place place) {
        Matcher named = FILES.matcher(sql);
        if (!named.find()) {
            return stages.files(place);
        }
        List<Path> files = new ArrayList<>();
        Matcher name = Pattern.compile("'((?:[^']|'')*)'").matcher(named.group(1));
        while (name.find()) {
            files.add(place.directory().resolve(name.group(1).replace("''", "'")));
        }
        if (files.isEmpty() || files.size() > MOST_FILES) {
            throw new StandInRefusal(
                    1003, "42601", "SQL compilation error: FILES takes 1 to 1000 names, not " + files.size());
        }
        for (Path file : files) {
            if (!Files.isRegularFile(file)) {
                throw new StandInRefusal(91016, "22000", "Remote file '" + file.getFileName() + "' was not found.");
            }
        }
        return files;
    }

    private long load(String table, Path file) throws SQLException {
        Map<String, String> wanted = columns("select * from " + table + " limit 0");
        Map<String, String> there =
                columns("select * from read_parquet(" + text(file) + ", hive_partitioning = false) limit 0");
        List<String> common =
                wanted.keySet().stream().filter(there::containsKey).toList();
        String into = common.stream().map(c -> quoted(wanted.get(c))).collect(Collectors.joining(", "));
        String from = common.stream().map(c -> quoted(there.get(c))).collect(Collectors.joining(", "));
        try (Statement statement = duck.createStatement()) {
            return statement.executeLargeUpdate("insert into " + table + " (" + into + ") select " + from
                    + " from read_parquet(" + text(file) + ", hive_partitioning = false)");
        } catch (SQLException e) {
            throw new StandInRefusal(100071, "22000", "Failed to load " + file.getFileName() + ": " + e.getMessage());
        }
    }

    private Map<String, String> columns(String sql) throws SQLException {
        try (Statement statement = duck.createStatement();
                ResultSet none = statement.executeQuery(sql)) {
            Map<String, String> columns = new LinkedHashMap<>();
            for (int i = 1; i <= none.getMetaData().getColumnCount(); i++) {
                String name = none.getMetaData().getColumnName(i);
                if (columns.put(name.toUpperCase(Locale.ROOT), name) != null) {
                    throw new StandInRefusal(1003, "42000", "column names that differ in case only: " + name);
                }
            }
            return columns;
        }
    }

    private static String quoted(@Nullable String name) {
        return '"' + String.valueOf(name).replace("\"", "\"\"") + '"';
    }

    private static String text(Path file) {
        return "'" + file.toString().replace("'", "''").replaceAll("[\\[*?]", "[$0]") + "'";
    }
}
