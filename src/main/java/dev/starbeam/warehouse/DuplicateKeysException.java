package dev.starbeam.warehouse;

import dev.starbeam.words.Counted;
import java.util.List;

/** Rows to load share the key of their table, NULL being equal to NULL: they can't be published. Nothing was changed. */
public final class DuplicateKeysException extends WarehouseException {
    private static final long serialVersionUID = 1L;

    private final String table;
    private final List<String> key;
    private final long rows;
    private final String examples;

    /**
     * @param table the table's name, without schema
     * @param key its key columns
     * @param rows the rows that share one
     * @param examples a few keys with the number of their rows
     */
    public DuplicateKeysException(String table, List<String> key, long rows, String examples) {
        super(Counted.of(rows, "row") + " of " + table + " share the key " + key
                + " with another, e.g. (with their number) " + examples
                + ". Nothing was published; add the column that tells them"
                + " apart to the grain, or declare which row wins (keep latest)");
        this.table = table;
        this.key = List.copyOf(key);
        this.rows = rows;
        this.examples = examples;
    }

    public String table() {
        return table;
    }

    public List<String> key() {
        return key;
    }

    public long rows() {
        return rows;
    }

    public String examples() {
        return examples;
    }
}
