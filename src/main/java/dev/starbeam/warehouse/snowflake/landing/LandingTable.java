package dev.starbeam.warehouse.snowflake.landing;

import dev.starbeam.model.Provenance;
import dev.starbeam.warehouse.snowflake.stage.WorkTables;
import dev.starbeam.warehouse.sql.SqlDialect;
import dev.starbeam.warehouse.table.TableSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * The table that one batch's rows of one source are copied into: the source's columns, file, offset and, for the
 * trailers of shards, the number of their rows. Not a temporary one, since SnowflakeIO copies in another session; a run
 * that dies leaves it, and the batch's next run replaces it. Two runs of a batch at once share it, as the count tells.
 */
final class LandingTable {
    /** Stands before every text. */
    static final String MARK = "=";

    private static final String ROWS = "_rows";

    private final SqlDialect sql;
    private final TableSpec table;
    private final String quotedName;
    private final List<String> texts = new ArrayList<>();

    LandingTable(SqlDialect sql, TableSpec table, String batchId) {
        this.sql = sql;
        this.table = table;
        this.quotedName = sql.identifier(table.schema() + "__" + table.name() + "__" + batchId);
        texts.addAll(table.stagedColumns());
        texts.remove(Provenance.SOURCE_OFFSET);
    }

    String name() {
        return sql.identifier(WorkTables.SCHEMA) + "." + quotedName;
    }

    String create() {
        StringBuilder columns = new StringBuilder();
        texts.forEach(column -> columns.append(sql.identifier(column)).append(" varchar, "));
        return "create or replace transient table " + name() + " (" + columns
                + sql.identifier(Provenance.SOURCE_OFFSET) + " number(19, 0), " + sql.identifier(ROWS)
                + " number(19, 0))";
    }

    /** Rows that have arrived, rows that the trailers count, and trailers that are there again. */
    String count() {
        String rows = sql.identifier(ROWS);
        String place =
                sql.identifier(Provenance.SOURCE_FILE) + " || '@' || " + sql.identifier(Provenance.SOURCE_OFFSET);
        return "select count(*) - count(" + rows + "), coalesce(sum(" + rows + "), 0), count(" + rows
                + ") - count(distinct case when " + rows + " is not null then " + place + " end) from " + name();
    }

    /** Takes the mark off every text; the batch is to be bound. */
    String insert() {
        List<String> columns = new ArrayList<>(texts);
        columns.add(Provenance.SOURCE_OFFSET);
        columns.add(Provenance.BATCH_ID);
        StringBuilder values = new StringBuilder();
        texts.forEach(column ->
                values.append("substr(").append(sql.identifier(column)).append(", 2), "));
        return "insert into " + sql.stored(table) + " (" + sql.identifiers(columns) + ") select " + values
                + sql.identifier(Provenance.SOURCE_OFFSET) + ", ? from " + name() + " where " + sql.identifier(ROWS)
                + " is null";
    }

    String drop() {
        return "drop table if exists " + name();
    }
}
