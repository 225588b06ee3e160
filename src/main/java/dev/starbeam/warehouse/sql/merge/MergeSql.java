package dev.starbeam.warehouse.sql.merge;

import dev.starbeam.model.Provenance;
import dev.starbeam.warehouse.sql.MergeInto;
import dev.starbeam.warehouse.sql.RowConditions;
import dev.starbeam.warehouse.sql.SqlDialect;
import dev.starbeam.warehouse.table.TableSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Merges rows into a table by its key. Statements have one parameter, the batch's id, where the table has a column for
 * it.
 */
public final class MergeSql {
    private final SqlDialect sql;
    private final TableSpec table;
    private final String rows;
    private final String same;
    private final List<String> columns;

    /**
     * @param rows a relation as it stands behind FROM, in parentheses when it is a query, with the columns loaded; no two
     *     of its rows share a key
     * @param same on what condition p and s have the same key, as {@link dev.starbeam.warehouse.sql.KeyMatch} tells; not
     *     looked at where every row is inserted
     */
    MergeSql(SqlDialect dialect, TableSpec table, String rows, String same) {
        this.same = same;
        this.sql = dialect;
        this.table = table;
        this.rows = rows;
        this.columns = table.loadedColumns();
    }

    /** Inserts every row; what an empty table needs. */
    public String insertAll() {
        return "insert into " + sql.stored(table) + " (" + sql.identifiers(insertedColumns()) + ") select "
                + sql.identifiers("s", columns) + (table.batchColumn() == null ? "" : ", ?") + " from " + rows
                + " as s";
    }

    /** How many rows have a key that is published. */
    public String countMatched() {
        return "select count(*) from " + sql.stored(table) + " as p join " + rows + " as s on " + same;
    }

    /** How many published rows {@link #merge} replaces. */
    public String countReplaced() {
        return countMatched() + (replaces().isEmpty() ? "" : " and " + replaces());
    }

    /**
     * How many of these say the same as the row that takes their place, which is written all the same to name its batch. Where
     * it was read from says nothing about it, and references follow from its other columns.
     */
    public String countRewritten() {
        List<String> said = new ArrayList<>(columns);
        said.removeAll(table.key());
        said.removeAll(List.of(Provenance.SOURCE_FILE, Provenance.SOURCE_OFFSET));
        table.merging().references().forEach(reference -> said.remove(reference.keyColumn()));
        return countReplaced() + (said.isEmpty() ? "" : " and not (" + different(said) + ")");
    }

    /** Replaces published rows where a row says more, and inserts rows whose key is not published. */
    public String merge() {
        List<String> changes = new ArrayList<>();
        columns.stream()
                .filter(column -> !table.key().contains(column))
                .forEach(column -> changes.add(sql.identifier(column) + " = s." + sql.identifier(column)));
        List<String> values = new ArrayList<>(List.of(sql.identifiers("s", columns)));
        String batchColumn = table.batchColumn();
        if (batchColumn != null) {
            String batch = sql.identifier(batchColumn);
            changes.add(batch + " = s." + batch);
            values.add("s." + batch);
        }
        return MergeInto.of(sql, table, withBatch(), same)
                .update(replaces(), changes)
                .insert(sql.identifiers(insertedColumns()), String.join(", ", values))
                .text();
    }

    private List<String> insertedColumns() {
        List<String> names = new ArrayList<>(columns);
        String batchColumn = table.batchColumn();
        if (batchColumn != null) {
            names.add(batchColumn);
        }
        return names;
    }

    private String withBatch() {
        String batchColumn = table.batchColumn();
        return batchColumn == null
                ? rows
                : "(select r.*, ? as " + sql.identifier(batchColumn) + " from " + rows + " as r)";
    }

    /** A further condition on rows of one key; empty when there is none. */
    private String replaces() {
        String version = table.merging().version();
        String newer = version == null ? "" : "not " + RowConditions.newer(sql, "p", "s", version);
        return switch (table.merging().precedence()) {
            case OLDEST -> version == null ? "1 = 0" : RowConditions.newer(sql, "p", "s", version);
            case NEWEST -> newer + (newer.isEmpty() ? "" : " and ") + "(" + different(columns) + ")";
            case NEWEST_WRITTEN -> newer;
        };
    }

    private String different(Collection<String> names) {
        return names.stream()
                .map(sql::identifier)
                .map(column -> "p." + column + " is distinct from s." + column)
                .collect(Collectors.joining(" or "));
    }
}
