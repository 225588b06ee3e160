package dev.starbeam.warehouse.snowflake;

import dev.starbeam.warehouse.PublishReceipt.TableReceipt;
import dev.starbeam.warehouse.StagedTable;
import dev.starbeam.warehouse.TableSpec;
import dev.starbeam.warehouse.snowflake.SnowflakeSession.MergeCounts;
import dev.starbeam.warehouse.sql.SqlDialect;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Merges the staged rows of one table, which stand in a work table, into the published ones. */
final class SnowflakeMerge {
    private final SnowflakeSession session;
    private final SqlDialect sql;
    private final StagedTable staged;
    private final TableSpec table;
    private final String rows;
    private final String batchId;

    SnowflakeMerge(SnowflakeSession session, SqlDialect sql, StagedTable staged, String rows, String batchId) {
        this.session = session;
        this.sql = sql;
        this.staged = staged;
        this.table = staged.table();
        this.rows = rows;
        this.batchId = batchId;
    }

    TableReceipt run() throws SQLException {
        TableReceipt receipt = staged.rows() == 0
                ? new TableReceipt(table.qualifiedName(), 0, 0, 0)
                : table.key().isEmpty() ? append() : merge();
        addUnknownMember();
        return receipt;
    }

    private TableReceipt append() throws SQLException {
        long inserted = session.update(
                "insert into " + sql.stored(table) + " (" + sql.identifiers(allColumns()) + ") select " + values()
                        + " from " + rows + " as s",
                binds(1));
        return new TableReceipt(table.qualifiedName(), inserted, 0, 0);
    }

    private TableReceipt merge() throws SQLException {
        List<String> changeable = allColumns().stream()
                .filter(column -> !table.key().contains(column))
                .toList();
        String changed = table.surrogateKey() == null ? "" : " and (" + different(table.stagedColumns()) + ")";
        String update = changeable.isEmpty()
                ? ""
                : "\nwhen matched" + changed + " then update set "
                        + changeable.stream()
                                .map(column -> sql.identifier(column) + " = " + value(column))
                                .collect(Collectors.joining(", "));
        MergeCounts counts = session.merge(
                "merge into " + sql.stored(table) + " as p\nusing " + rows + " as s\non "
                        + same(table.key()) + update + "\nwhen not matched then insert ("
                        + sql.identifiers(allColumns())
                        + ") values (" + values() + ")",
                binds(2));
        return new TableReceipt(
                table.qualifiedName(),
                counts.inserted(),
                counts.updated(),
                staged.rows() - counts.inserted() - counts.updated());
    }

    private List<String> allColumns() {
        List<String> columns = new ArrayList<>(table.stagedColumns());
        String batch = table.batchColumn();
        if (batch != null) {
            columns.add(batch);
        }
        return columns;
    }

    private String values() {
        return allColumns().stream().map(this::value).collect(Collectors.joining(", "));
    }

    private String value(String column) {
        return column.equals(table.batchColumn()) ? "?" : "s." + sql.identifier(column);
    }

    /** The batch's id, once for each time it is to be bound. */
    private Object[] binds(int times) {
        return table.batchColumn() == null
                ? new Object[0]
                : Collections.nCopies(times, batchId).toArray();
    }

    private void addUnknownMember() throws SQLException {
        String key = table.surrogateKey();
        if (key != null) {
            session.merge("merge into " + sql.stored(table) + " as p\nusing (select 0 as member) as s\non p."
                    + sql.identifier(key) + " = s.member\nwhen not matched then insert (" + sql.identifier(key)
                    + ") values (s.member)");
        }
    }

    private String same(Collection<String> columns) {
        return columns.stream()
                .map(column -> "p." + sql.identifier(column) + " is not distinct from s." + sql.identifier(column))
                .collect(Collectors.joining(" and "));
    }

    private String different(Collection<String> columns) {
        return columns.stream()
                .map(column -> "p." + sql.identifier(column) + " is distinct from s." + sql.identifier(column))
                .collect(Collectors.joining(" or "));
    }
}
