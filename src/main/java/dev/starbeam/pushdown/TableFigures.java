package dev.starbeam.pushdown;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Field;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a warehouse computes of one published table. A dimension's unknown member is left out. Every figure is exact:
 * numbers are added up as decimals, never as doubles. Methods throw the warehouse's exception, which says what to do.
 */
public interface TableFigures {
    /** The number of rows, then, of each column, the rows in which it is NULL. One statement. */
    List<Long> rowsAndNulls(List<String> columns);

    /** For each test the rows judged and flagged. One statement; none for no test. */
    List<JudgedRows> count(List<RowTest> tests);

    /**
     * Rows that share the values of {@code columns} with another row. One statement.
     *
     * @param comparesNulls whether NULL is equal to NULL; else one among them exempts the row
     */
    JudgedRows sharing(List<String> columns, boolean comparesNulls);

    /**
     * Rows that refer to no member: some natural key is there, but its key is 0 or none of the dimension's. Rows whose
     * natural keys are all NULL aren't judged. One statement.
     */
    JudgedRows orphans(List<ReferencedKey> references);

    /**
     * The values at these ranks (from 0) of the column's values in ascending order, in scaled form.
     *
     * @param column a bigint, decimal, date or timestamp column
     */
    long[] valuesAt(Field column, long[] ranks);

    /**
     * Whether {@link #sums} of the column fit the warehouse's widest decimal, which has 38 digits.
     *
     * @param column a bigint or decimal column
     */
    boolean canSum(Field column);

    /**
     * Sums by key, some keys at a time, each key once.
     *
     * @param column a bigint or decimal column
     * @param by {@code null}: of all rows together
     */
    void sums(Field column, @Nullable Field by, Consumer<KeySums> sums);

    /** How many rows are beyond the limits of their key. Rows of other keys don't count. */
    long beyond(Field column, @Nullable Field by, List<KeyedLimits> limits);

    /** Every row, some at a time, where the warehouse has no exact answer itself. */
    void read(List<Field> columns, Consumer<ColumnBatch> rows);
}
