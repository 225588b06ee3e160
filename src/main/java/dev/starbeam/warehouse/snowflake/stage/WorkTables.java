package dev.starbeam.warehouse.snowflake.stage;

import dev.starbeam.warehouse.TableLoad;
import dev.starbeam.warehouse.WarehouseException;
import dev.starbeam.warehouse.snowflake.session.SnowflakeSession;
import dev.starbeam.warehouse.snowflake.session.SnowflakeSql;
import dev.starbeam.warehouse.sql.SqlDialect;
import dev.starbeam.warehouse.sql.SqlSession;
import dev.starbeam.warehouse.sql.merge.HistorySql;
import dev.starbeam.warehouse.table.Merging;
import dev.starbeam.warehouse.table.TableSpec;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Staged rows in tables of their own, from which they are checked and merged. They are temporary: only this session sees
 * them, and they go with it, however it ends. Logical types of Parquet are read as such by the vectorized scanner.
 */
public final class WorkTables {
    /** Where they are made. */
    public static final String SCHEMA = "starbeam_work";

    private static final int FILES_AT_ONCE = 1000;

    private final SnowflakeSession session;
    private final SqlDialect sql;
    private final Set<TableSpec> made = new LinkedHashSet<>();

    public WorkTables(SnowflakeSession session, SqlDialect sql) {
        this.session = session;
        this.sql = sql;
    }

    public String name(TableSpec table) {
        return sql.identifier(SCHEMA) + "." + sql.identifier(table.schema() + "__" + table.name());
    }

    /** A temporary table of another kind. */
    public static String name(String table) {
        return SnowflakeSql.name(SCHEMA) + "." + SnowflakeSql.name(table);
    }

    /** Where a dimension with history has its changes while they are made. */
    public String changes(TableSpec table) {
        return sql.identifier(SCHEMA) + "." + sql.identifier(table.schema() + "__" + table.name() + "__changes");
    }

    /**
     * Loads the files of one table.
     *
     * @throws WarehouseException when it isn't each file, or not as many rows as were written
     */
    public void load(TableLoad load, SnowflakeStage.Files files) throws SQLException {
        made.add(load.table());
        session.execute("create or replace temporary table " + name(load.table()) + " (" + columns(load.table()) + ")");
        Optional<Merging.ScdType2> history = load.table().merging().history();
        if (history.isPresent()) {
            session.execute("create or replace temporary table " + changes(load.table()) + " ("
                    + new HistorySql(sql, load.table(), history.get()).changeColumns() + ")");
        }
        long rows = 0;
        long loaded = 0;
        for (int from = 0; from < files.names().size(); from += FILES_AT_ONCE) {
            int to = Math.min(from + FILES_AT_ONCE, files.names().size());
            List<List<@Nullable Object>> answer = session.query(
                    copy(load.table(), files.place(), files.names().subList(from, to)));
            for (List<@Nullable Object> file : answer) {
                if (file.size() > 3) {
                    rows += SqlSession.asLong(file.get(3));
                    loaded++;
                }
            }
        }
        if (rows != load.rows() || loaded != files.names().size()) {
            throw load.incomplete(rows, loaded);
        }
    }

    /** Drops what was made. */
    public void drop() throws SQLException {
        for (TableSpec table : made) {
            session.execute("drop table if exists " + name(table));
            if (table.merging().history().isPresent()) {
                session.execute("drop table if exists " + changes(table));
            }
        }
    }

    private String columns(TableSpec table) {
        return table.stagedSchema().fields().stream()
                .map(field -> sql.identifier(field.name()) + " " + sql.type(field.type()))
                .collect(Collectors.joining(", "));
    }

    /**
     * Its load history would skip files that were loaded before, by name; work tables are new, so all are to be loaded.
     * Unless told otherwise it takes the text {@code \N} for NULL.
     */
    private String copy(TableSpec table, String place, List<String> names) {
        requireNamesTellApart(table);
        return "copy into " + name(table) + "\nfrom " + place + "\nfiles = ("
                + names.stream().map(sql::text).collect(Collectors.joining(", "))
                + ")\nfile_format = (type = parquet use_vectorized_scanner = true null_if = ())"
                + "\nmatch_by_column_name = case_insensitive\non_error = abort_statement\nforce = true";
    }

    private static void requireNamesTellApart(TableSpec table) {
        long different = table.stagedColumns().stream()
                .map(name -> name.toUpperCase(Locale.ROOT))
                .distinct()
                .count();
        if (different < table.stagedColumns().size()) {
            throw new WarehouseException("columns of " + table.qualifiedName() + " differ in upper and lower case only,"
                    + " which Snowflake can't load by name: " + table.stagedColumns());
        }
    }
}
