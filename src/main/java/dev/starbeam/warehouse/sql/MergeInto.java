package dev.starbeam.warehouse.sql;

import dev.starbeam.warehouse.table.TableSpec;
import java.util.List;

/**
 * A {@code merge into}: what becomes of published rows {@code p} that meet rows {@code s}. No other class writes one.
 * Conditions are empty where every row is meant.
 */
public final class MergeInto {
    private final StringBuilder text;

    private MergeInto(String text) {
        this.text = new StringBuilder(text);
    }

    /**
     * Begins the statement; what happens has to be added.
     *
     * @param rows a relation as it stands behind FROM
     * @param condition which rows p and s meet
     */
    public static MergeInto of(SqlDialect sql, TableSpec table, String rows, String condition) {
        return of(sql.stored(table), rows, condition);
    }

    /** The same for a table that is no part of the star. */
    public static MergeInto of(String table, String rows, String condition) {
        return new MergeInto("merge into " + table + " as p using " + rows + " as s on " + condition);
    }

    /** Deletes p where s meets it. */
    public MergeInto delete(String condition) {
        return matched(condition, "delete");
    }

    /**
     * Changes p where s meets it; nothing when there is nothing to change.
     *
     * @param changes each as {@code column = value}
     */
    public MergeInto update(String condition, List<String> changes) {
        return changes.isEmpty() ? this : matched(condition, "update set " + String.join(", ", changes));
    }

    /** Inserts s where it meets no p. */
    public MergeInto insert(String columns, String values) {
        text.append(" when not matched then insert (" + columns + ") values (" + values + ")");
        return this;
    }

    private MergeInto matched(String condition, String change) {
        text.append(" when matched" + (condition.isEmpty() ? "" : " and " + condition) + " then " + change);
        return this;
    }

    /** The statement. */
    public String text() {
        return text.toString();
    }
}
