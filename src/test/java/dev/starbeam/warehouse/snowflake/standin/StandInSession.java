package dev.starbeam.warehouse.snowflake.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.starbeam.warehouse.snowflake.standin.StandInAnswer.Column;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One client's session: a connection to DuckDB and what it holds. */
final class StandInSession {
    private static final Pattern COMMENTED =
            Pattern.compile("(\"(?:[^\"]|\"\")+\") [^\\n]*? comment ('(?:[^'\\\\]|''|\\\\.)*')");

    private static final Pattern TABLE_COMMENT = Pattern.compile(" comment = ('(?:[^'\\\\]|''|\\\\.)*')$");

    private final Connection duck;
    private final StandInKeys keys;
    private final StandInStages stages;
    private final StandInCompute compute;
    private final StandInLocks locks;
    private String warehouse = "";
    private static final Pattern TEMPORARY =
            Pattern.compile("(?is)create or replace temporary table ((?:\"(?:[^\"]|\"\")+\"\\.?)+)");
    private static final AtomicLong TRANSACTIONS = new AtomicLong();

    private final Set<String> temporary = new LinkedHashSet<>();
    private long transaction;
    private boolean inTransaction;
    private boolean begun;

    StandInSession(Connection duck, StandInStages stages, StandInCompute compute, StandInLocks locks) {
        this.duck = duck;
        this.keys = new StandInKeys(duck);
        this.stages = stages;
        this.compute = compute;
        this.locks = locks;
    }

    synchronized ObjectNode run(String asked, JsonNode binds) {
        try {
            warehouse = compute.run(asked, warehouse);
            String sql = withTemporaryTables(asked);
            return switch (StandInSql.verb(sql)) {
                case "begin" -> begin(sql);
                case "commit", "rollback" -> end(sql);
                case "use", "alter_session" -> done(sql);
                case "put" -> put(sql);
                case "show" -> show(sql);
                case "list" -> list(sql);
                case "remove" -> remove(sql);
                case "copy" -> new StandInCopy(stages, duck).run(sql, this::beginLate);
                case "insert", "update", "delete", "merge" -> change(sql, binds);
                case "select", "with" -> select(sql, binds);
                default -> defineAlone(sql);
            };
        } catch (SQLException e) {
            throw refusal(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Snowflake's temporary tables stand in schemas, DuckDB's don't. */
    private String withTemporaryTables(String asked) {
        Matcher create = TEMPORARY.matcher(asked);
        if (create.lookingAt()) {
            temporary.add(create.group(1));
        }
        String sql = asked;
        for (String name : temporary) {
            sql = sql.replace(name, "temp." + name.substring(name.indexOf("\".\"") + 2));
        }
        return sql;
    }

    long transaction() {
        return transaction;
    }

    /** Another session ends what this one has open. */
    synchronized void abortTransaction() throws SQLException {
        end("rollback");
    }

    synchronized void abandon() {
        try {
            if (begun) {
                execute("rollback");
            }
            duck.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            locks.releaseAll(this);
        }
    }

    private static StandInRefusal refusal(SQLException e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("does not exist")) {
            return new StandInRefusal(2003, "42S02", "SQL compilation error: " + message);
        }
        if (message.contains("NOT NULL") || message.contains("CHECK")) {
            return new StandInRefusal(100072, "22000", message);
        }
        return new StandInRefusal(904, "42000", "SQL compilation error: " + message);
    }

    private ObjectNode begin(String sql) {
        inTransaction = true;
        transaction = TRANSACTIONS.incrementAndGet();
        return done(sql);
    }

    /** DuckDB looks at one state from its BEGIN on, Snowflake statement by statement: so it begins after the first lock. */
    private void beginLate() throws SQLException {
        if (inTransaction && !begun) {
            execute("begin transaction");
            begun = true;
        }
    }

    private ObjectNode end(String sql) throws SQLException {
        try {
            if (begun) {
                execute(StandInSql.verb(sql));
            }
        } finally {
            begun = false;
            inTransaction = false;
            transaction = 0;
            locks.releaseAll(this);
        }
        return done(sql);
    }

    private static ObjectNode done(String sql) {
        return StandInAnswer.rows(
                sql, List.of(Column.text("status")), List.of(List.of("Statement executed successfully.")));
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = duck.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Two sessions that create one thing at once would fail in DuckDB; in Snowflake one waits. */
    private ObjectNode defineAlone(String sql) throws SQLException {
        synchronized (locks) {
            return define(sql);
        }
    }

    /** As in Snowflake, DDL commits what is open. */
    private ObjectNode define(String sql) throws SQLException {
        if (inTransaction) {
            end("commit");
        }
        Matcher platform = Pattern.compile("(?is)^create (warehouse|database|role|file format|stage|resource monitor)"
                        + " if not exists ((?:\"[^\"]+\"\\.?)+).*")
                .matcher(sql);
        if (platform.matches()) {
            if (platform.group(1).equalsIgnoreCase("stage")) {
                stages.create(platform.group(2));
            }
            return done(sql);
        }
        if (sql.toLowerCase(Locale.ROOT).matches("(?s)(grant|alter warehouse|alter session) .*")) {
            return done(sql);
        }
        if (keys.alters(sql)) {
            return done(sql);
        }
        Matcher alter = ALTER_DYNAMIC.matcher(sql);
        if (alter.matches()) {
            return alterDynamic(alter);
        }
        Matcher rename =
                Pattern.compile("(?is)^alter table (\\S+) rename to (\\S+)$").matcher(sql);
        if (rename.matches()) {
            move(rename.group(1), rename.group(2));
            keys.rename(rename.group(1), rename.group(2));
        } else {
            keys.create(sql);
            execute(StandInSql.toDuckDb(sql));
            comment(sql);
            noteDynamic(sql);
        }
        return done(sql);
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

    private static final Pattern ALTER_DYNAMIC =
            Pattern.compile("(?is)^alter dynamic table (\\S+) set (target_lag|warehouse|comment) = (.*)$");

    private ObjectNode alterDynamic(Matcher alter) throws SQLException {
        if (alter.group(2).equalsIgnoreCase("comment")) {
            execute("update " + StandInCatalogue.SCHEMA + ".dynamic_tables set comment = " + alter.group(3)
                    + " where name = '" + alter.group(1).replace("'", "''") + "'");
        }
        return done(alter.group());
    }

    private ObjectNode show(String sql) throws SQLException {
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

    private ObjectNode put(String sql) {
        Matcher file = Pattern.compile("(?i)put '?file://([^' ]+|[^']+)'? @").matcher(sql);
        StandInStages.Place place = stages.find(sql);
        if (!file.find()) {
            throw new StandInRefusal(1003, "42000", "SQL compilation error: PUT without a file: " + sql);
        }
        try {
            Files.createDirectories(place.directory());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ObjectNode answer = StandInAnswer.rows(sql, List.of(), List.of());
        ObjectNode data = (ObjectNode) answer.get("data");
        data.put("command", "UPLOAD").put("parallel", 4).put("threshold", 209715200);
        data.put("autoCompress", !sql.toLowerCase(Locale.ROOT).contains("auto_compress = false"));
        data.put("sourceCompression", "none");
        data.put("overwrite", sql.toLowerCase(Locale.ROOT).contains("overwrite = true"));
        data.putArray("src_locations").add(file.group(1));
        data.putObject("stageInfo")
                .put("locationType", "LOCAL_FS")
                .put("location", place.directory() + "/")
                .put("path", place.label())
                .put("isClientSideEncrypted", false)
                .putObject("creds");
        return answer;
    }

    private ObjectNode list(String sql) throws IOException {
        StandInStages.Place place = stages.find(sql);
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (Path file : stages.files(place)) {
            rows.add(List.of(
                    place.listed(file),
                    String.valueOf(Files.size(file)),
                    "0cc175b9c0f1b6a831c399e269772661",
                    DateTimeFormatter.RFC_1123_DATE_TIME.format(
                            Files.getLastModifiedTime(file).toInstant().atOffset(ZoneOffset.UTC))));
        }
        return StandInAnswer.rows(
                sql,
                List.of(Column.text("name"), Column.number("size"), Column.text("md5"), Column.text("last_modified")),
                rows);
    }

    private ObjectNode remove(String sql) throws IOException {
        StandInStages.Place place = stages.find(sql);
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (Path file : stages.files(place)) {
            rows.add(List.of(place.listed(file), "removed"));
            Files.delete(file);
        }
        return StandInAnswer.rows(sql, List.of(Column.text("name"), Column.text("result")), rows);
    }

    private ObjectNode change(String sql, JsonNode binds) throws SQLException {
        String target = StandInSql.target(sql);
        if (!target.isEmpty()) {
            locks.acquire(target, this);
        }
        try {
            beginLate();
            return StandInSql.verb(sql).equals("merge") ? merge(sql, binds) : update(sql, binds);
        } finally {
            if (!inTransaction) {
                locks.releaseAll(this);
            }
        }
    }

    private ObjectNode merge(String sql, JsonNode binds) throws SQLException {
        Map<String, Long> actions = new HashMap<>();
        try (PreparedStatement statement =
                duck.prepareStatement(StandInSql.toDuckDb(sql) + " returning merge_action")) {
            StandInBinds.bind(statement, binds, 0);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    actions.merge(rows.getString(1), 1L, Long::sum);
                }
            }
        }
        List<Column> columns = new ArrayList<>();
        List<@Nullable String> counts = new ArrayList<>();
        answer("insert", "inserted", actions, sql, columns, counts);
        answer("update", "updated", actions, sql, columns, counts);
        answer("delete", "deleted", actions, sql, columns, counts);
        return StandInAnswer.rows(sql, columns, List.of(counts));
    }

    /** Snowflake's answer has a column for each action that the statement may take. */
    private static void answer(
            String verb,
            String done,
            Map<String, Long> actions,
            String sql,
            List<Column> columns,
            List<@Nullable String> counts) {
        if (sql.matches("(?is).*\\bthen " + verb + "\\b.*")) {
            columns.add(Column.number("number of rows " + done));
            counts.add(String.valueOf(actions.getOrDefault(verb.toUpperCase(Locale.ROOT), 0L)));
        }
    }

    private ObjectNode update(String sql, JsonNode binds) throws SQLException {
        long changed = 0;
        try (PreparedStatement statement = duck.prepareStatement(StandInSql.toDuckDb(sql))) {
            for (int row = 0; row < StandInBinds.rows(binds); row++) {
                StandInBinds.bind(statement, binds, row);
                changed += statement.executeLargeUpdate();
            }
        }
        String name = "number of rows " + StandInSql.verb(sql) + (sql.startsWith("insert") ? "ed" : "d");
        return StandInAnswer.rows(sql, List.of(Column.number(name)), List.of(List.of(String.valueOf(changed))));
    }

    private ObjectNode select(String sql, JsonNode binds) throws SQLException {
        if (sql.equals("select current_transaction()")) {
            return StandInAnswer.rows(
                    sql, List.of(Column.text("CURRENT_TRANSACTION()")), List.of(List.of(String.valueOf(transaction))));
        }
        if (sql.equals("select date_part(epoch_second, current_timestamp())")) {
            String seconds = String.valueOf(Instant.now().getEpochSecond());
            return StandInAnswer.rows(sql, List.of(Column.number("EPOCH_SECOND")), List.of(List.of(seconds)));
        }
        beginLate();
        try (PreparedStatement statement = duck.prepareStatement(StandInSql.toDuckDb(sql))) {
            StandInBinds.bind(statement, binds, 0);
            try (ResultSet result = statement.executeQuery()) {
                return StandInRows.of(sql, result);
            }
        }
    }
}
