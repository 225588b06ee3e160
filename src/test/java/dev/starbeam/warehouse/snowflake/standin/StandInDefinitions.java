package dev.starbeam.warehouse.snowflake.standin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Statements that define things. Some say nothing to DuckDB and are only noted. */
final class StandInDefinitions {
    private static final Pattern COMMENTED =
            Pattern.compile("(\"(?:[^\"]|\"\")+\") [^\\n]*? comment ('(?:[^'\\\\]|''|\\\\.)*')");

    private static final Pattern TABLE_COMMENT = Pattern.compile(" comment = ('(?:[^'\\\\]|''|\\\\.)*')$");

    private static final Pattern ALTER_DYNAMIC =
            Pattern.compile("(?is)^alter dynamic table (\\S+) set (target_lag|warehouse|comment) = (.*)$");

    private final Connection duck;
    private final StandInKeys keys;
    private final StandInStages stages;
    private final StandInErrorLogging errorLogging;
    private final StandInChecks checks;

    StandInDefinitions(Connection duck, StandInStages stages) {
        this.duck = duck;
        this.keys = new StandInKeys(duck);
        this.stages = stages;
        this.errorLogging = new StandInErrorLogging(duck);
        this.checks = new StandInChecks(duck);
    }

    ObjectNode run(String sql) throws SQLException {
        Matcher platform = Pattern.compile("(?is)^create (warehouse|database|role|file format|stage|resource monitor)"
                        + " if not exists ((?:\"[^\"]+\"\\.?)+).*")
                .matcher(sql);
        if (platform.matches()) {
            if (platform.group(1).equalsIgnoreCase("stage")) {
                stages.create(platform.group(2));
            }
            return StandInAnswer.done(sql);
        }
        if (sql.toLowerCase(Locale.ROOT).matches("(?s)(grant|alter warehouse|alter session) .*")) {
            return StandInAnswer.done(sql);
        }
        if (checks.drops(sql) || keys.alters(sql)) {
            return StandInAnswer.done(sql);
        }
        Matcher alter = ALTER_DYNAMIC.matcher(sql);
        if (alter.matches()) {
            return alterDynamic(alter);
        }
        Matcher rename = Pattern.compile("(?is)^alter (?:dynamic )?table (\\S+) rename to (\\S+)$")
                .matcher(sql);
        if (rename.matches()) {
            move(rename.group(1), rename.group(2));
            keys.rename(rename.group(1), rename.group(2));
            checks.rename(rename.group(1), rename.group(2));
            execute("update " + StandInCatalogue.SCHEMA + ".dynamic_tables set name = '"
                    + rename.group(2).replace("'", "''") + "' where name = '"
                    + rename.group(1).replace("'", "''") + "'");
        } else if (sql.matches("(?is)^alter view \\S+ rename to \\S+$")) {
            // DuckDB renames within a schema, and wants the bare name.
            execute(sql.replaceFirst("(?is) rename to (?:\"[^\"]+\"\\.)?", " rename to "));
        } else {
            keys.create(sql);
            checks.create(sql);
            execute(StandInSql.toDuckDb(sql));
            comment(sql);
            noteDynamic(sql);
        }
        return StandInAnswer.done(sql);
    }

    /** DuckDB renames within a schema only. */
    private void move(String from, String to) throws SQLException {
        try (Statement statement = duck.createStatement();
                ResultSet found = statement.executeQuery("select sql from duckdb_tables() where '\"' || schema_name"
                        + " || '\".\"' || table_name || '\"' = '" + from.replace("'", "''") + "'")) {
            if (!found.next()) {
                throw new StandInRefusal(2003, "42S02", "Table '" + from + "' does not exist or not authorized.");
            }
            String definition = found.getString(1);
            execute("create table " + to + definition.substring(definition.indexOf('(')));
        }
        execute("insert into " + to + " select * from " + from);
        execute("drop table " + from);
    }

    private ObjectNode alterDynamic(Matcher alter) throws SQLException {
        if (alter.group(2).equalsIgnoreCase("comment")) {
            execute("update " + StandInCatalogue.SCHEMA + ".dynamic_tables set comment = " + alter.group(3)
                    + " where name = '" + alter.group(1).replace("'", "''") + "'");
        }
        return StandInAnswer.done(alter.group());
    }

    ObjectNode show(String sql) throws SQLException {
        if (sql.startsWith("show tables ")) {
            return errorLogging.show(sql);
        }
        if (!sql.matches("show dynamic tables in schema (\"[^\"]+\")\\.(\"[^\"]+\")")) {
            return keys.show(sql);
        }
        String schema = sql.replaceAll(".*\\.", "");
        try (Statement statement = duck.createStatement();
                ResultSet found = statement.executeQuery("select trim(name[length('" + schema.replace("'", "''")
                        + ".') + 1:], '\"') as name, comment from " + StandInCatalogue.SCHEMA
                        + ".dynamic_tables where starts_with(name, '" + schema.replace("'", "''") + ".')")) {
            return StandInRows.of(sql, found);
        }
    }

    private void noteDynamic(String sql) throws SQLException {
        Matcher mart = Pattern.compile(
                        "(?is)^(create or replace|drop) (?:transient )?(dynamic )?table (?:if exists )?(\\S+).*")
                .matcher(sql);
        if (mart.matches()) {
            keys.drop(mart.group(3));
            String name = "'" + mart.group(3).replace("'", "''") + "'";
            execute("delete from " + StandInCatalogue.SCHEMA + ".dynamic_tables where name = " + name);
            if (mart.group(2) != null && mart.group(1).startsWith("create")) {
                execute("insert into " + StandInCatalogue.SCHEMA + ".dynamic_tables values (" + name + ", "
                        + sql.replaceFirst("(?is).*? comment = ('[^']*').*", "$1") + ")");
            }
        }
    }

    private void comment(String sql) throws SQLException {
        Matcher create =
                Pattern.compile("(?is)^create table if not exists (\\S+) \\(.*").matcher(sql);
        if (create.matches()) {
            Matcher column = COMMENTED.matcher(sql);
            while (column.find()) {
                execute(StandInSql.toDuckDb(
                        "comment on column " + create.group(1) + "." + column.group(1) + " is " + column.group(2)));
            }
            Matcher table = TABLE_COMMENT.matcher(sql);
            if (table.find()) {
                execute(StandInSql.toDuckDb("comment on table " + create.group(1) + " is " + table.group(1)));
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = duck.createStatement()) {
            statement.execute(sql);
        }
    }
}
