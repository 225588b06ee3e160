package dev.starbeam.warehouse.migrate;

import dev.starbeam.warehouse.IncompatibleTableException;
import dev.starbeam.warehouse.ddl.DdlDialect;
import dev.starbeam.warehouse.table.ColumnSpec;
import dev.starbeam.warehouse.table.TableSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Adds the columns that a table lacks, widens numbers and brings comments up to date. A column that is no longer declared
 * stays, and may be NULL from then on.
 */
final class ColumnMigration {
    private final MigrationRules rules;
    private final DdlDialect sql;
    private final TableSpec table;
    private final Map<String, PublishedColumn> there;
    private final List<String> statements = new ArrayList<>();
    private boolean changesTypes;

    ColumnMigration(MigrationRules rules, TableSpec table, Map<String, PublishedColumn> there) {
        this.rules = rules;
        this.sql = rules.sql();
        this.table = table;
        this.there = new LinkedHashMap<>();
        there.forEach((name, column) -> this.there.put(sql.compared(name), column));
    }

    /** @throws IncompatibleTableException when a published column can't hold the declared values */
    List<String> statements() {
        Set<String> declared = new LinkedHashSet<>();
        for (ColumnSpec column : table.columns()) {
            String name = sql.compared(sql.catalogued(column.name()));
            declared.add(name);
            PublishedColumn published = there.get(name);
            if (published == null) {
                alter("add column " + sql.identifier(column.name()) + " " + sql.type(column.type())
                        + (column.zeroByDefault() ? " default 0" : ""));
                requireValue(column);
                changesTypes = true;
            } else {
                widen(column, published);
                if (column.zeroByDefault() && published.nullable()) {
                    String key = sql.identifier(column.name());
                    statements.add("update " + sql.stored(table) + " set " + key + " = 0 where " + key + " is null");
                    requireValue(column);
                }
                if (column.nullable() && !published.nullable()) {
                    alter("alter column " + sql.identifier(column.name()) + " drop not null");
                }
            }
            describe(column, published);
        }
        for (PublishedColumn column : there.values()) {
            if (!column.nullable() && !declared.contains(sql.compared(column.name()))) {
                alter("alter column " + sql.quoted(column.name()) + " drop not null");
            }
        }
        return statements;
    }

    /** Whether a column is new, or of another type than before. */
    boolean changesTypes() {
        return changesTypes;
    }

    /** Rows that were there before a reference refer to the unknown member, until publishing finds theirs. */
    private void requireValue(ColumnSpec column) {
        if (column.zeroByDefault()) {
            alter("alter column " + sql.identifier(column.name()) + " set not null");
        }
    }

    private void widen(ColumnSpec column, PublishedColumn published) {
        switch (rules.fit(published, column.type())) {
            case HOLDS -> {}
            case CAN_WIDEN -> {
                alter("alter column " + sql.identifier(column.name()) + " set data type " + sql.type(column.type()));
                changesTypes = true;
            }
            case INCOMPATIBLE ->
                throw new IncompatibleTableException("column \"" + column.name() + "\" of the published table "
                        + table.qualifiedName() + " is " + rules.typeText(published) + ", the pipeline declares "
                        + sql.type(column.type()) + rules.remedy(table, column) + ". Nothing was dropped or published");
        }
    }

    private void describe(ColumnSpec column, @Nullable PublishedColumn published) {
        String comment = published == null ? "" : published.comment();
        if (!comment.equals(column.description())) {
            statements.add("comment on column " + sql.stored(table) + "." + sql.identifier(column.name()) + " is "
                    + sql.text(column.description()));
        }
    }

    private void alter(String change) {
        statements.add("alter table " + sql.stored(table) + " " + change);
    }
}
