package dev.starbeam.warehouse.ddl;

import dev.starbeam.warehouse.sql.ConditionSql;
import dev.starbeam.warehouse.table.ColumnSpec;
import dev.starbeam.warehouse.table.TableCheck;
import dev.starbeam.warehouse.table.TableSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Statements that make one table what its spec says. */
public final class TableDdl {
    private final DdlDialect dialect;

    public TableDdl(DdlDialect dialect) {
        this.dialect = dialect;
    }

    /** {@code create table if not exists}, a part a line. */
    public String create(TableSpec table) {
        List<String> parts = new ArrayList<>();
        for (ColumnSpec column : table.columns()) {
            parts.add(dialect.identifier(column.name()) + " " + dialect.type(column.type())
                    + dialect.columnOptions(column));
        }
        parts.addAll(dialect.constraints(table));
        table.checks().forEach(check -> parts.add(check(check)));
        return parts.stream()
                .collect(Collectors.joining(
                        ",\n    ",
                        "create table if not exists " + dialect.stored(table) + " (\n    ",
                        "\n)" + dialect.tableOptions(table)));
    }

    /** As a part of a definition, or behind {@code add}. */
    private String check(TableCheck check) {
        return "constraint " + dialect.identifier(check.name()) + " check ("
                + new ConditionSql(dialect).of(check.condition()) + ")";
    }

    /** {@code create view if not exists}: the declared columns of the table that holds the rows. */
    public String view(TableSpec table) {
        return "create view if not exists " + dialect.published(table) + dialect.viewOptions() + " as " + query(table);
    }

    /** {@code create or replace view}; what was granted on it stays. */
    public String replacedView(TableSpec table) {
        return "create or replace view " + dialect.published(table) + dialect.viewOptions()
                + dialect.replacedViewOptions() + " as " + query(table);
    }

    private String query(TableSpec table) {
        String columns = dialect.identifiers(
                table.columns().stream().map(ColumnSpec::name).toList());
        return "select " + columns + " from " + dialect.stored(table);
    }
}
