package dev.starbeam.quality.check;

import dev.starbeam.batch.Field;
import dev.starbeam.batch.Schema;
import dev.starbeam.model.check.CheckModel;
import dev.starbeam.quality.statistic.QualityState;

/**
 * A check with what it judges by.
 *
 * @param check the check
 * @param table its table
 * @param state the merged statistics of the table
 * @param heldRows how many of its rows checks hold back, as far as that is known
 */
public record CheckScope(CheckModel check, TableChecks table, QualityState state, long heldRows) {
    /** Before rows are flagged. */
    public CheckScope(CheckModel check, TableChecks table, QualityState state) {
        this(check, table, state, 0);
    }

    /** The rows that will be published. */
    public long publishedRows() {
        return state.rows() - heldRows;
    }

    public Schema schema() {
        return table.schema();
    }

    public Field field(String column) {
        return table.schema().field(column);
    }
}
