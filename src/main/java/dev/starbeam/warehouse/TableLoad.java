package dev.starbeam.warehouse;

import dev.starbeam.warehouse.table.TableSpec;
import dev.starbeam.words.Counted;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A batch's rows for one table, as Parquet files with the columns of {@link TableSpec#stagedColumns}.
 *
 * @param table where they go
 * @param files paths or URIs; none when there are no rows
 * @param rows how many rows the files hold together; publishing fails when it isn't so
 * @param keyProven whether it was proven that no two rows share the table's key; then publishing doesn't prove it again
 * @param replacedFiles source files that the rows are all of: published rows of a fact that came from one of them, and
 *     whose key no row has, are deleted
 * @param setAside the keys of rows that the batch has set aside, as {@link
 *     dev.starbeam.warehouse.table.CompanionTables#setAside} says; {@code null} when there are none
 */
public record TableLoad(
        TableSpec table,
        List<String> files,
        long rows,
        boolean keyProven,
        List<String> replacedFiles,
        @Nullable TableLoad setAside)
        implements Serializable {
    public TableLoad {
        files = List.copyOf(files);
        replacedFiles = List.copyOf(replacedFiles);
    }

    /** Adds to what was read of the same files. */
    public TableLoad(TableSpec table, List<String> files, long rows, boolean keyProven) {
        this(table, files, rows, keyProven, List.of(), null);
    }

    /** Whether publishing may take away rows of the table that no row to load replaces. */
    public boolean takesAway() {
        return !replacedFiles.isEmpty() || setAside != null && table.merging().withdraws();
    }

    /** Rows whose keys publishing has to prove unique. */
    public static TableLoad of(TableSpec table, List<String> files, long rows) {
        return new TableLoad(table, files, rows, false);
    }

    /** Says that its files do not hold as many rows as were written. */
    public WarehouseException incomplete(long rowsFound, long filesFound) {
        return new WarehouseException(Counted.of(rows, "row") + " staged for " + table.qualifiedName() + ", but "
                + Counted.number(rowsFound) + " found in " + Counted.of(filesFound, files.size(), "file")
                + ". Nothing was published; run the batch again to stage them anew");
    }
}
