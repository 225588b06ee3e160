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
 */
public record CheckScope(CheckModel check, TableChecks table, QualityState state) {
    public Schema schema() {
        return table.schema();
    }

    public Field field(String column) {
        return table.schema().field(column);
    }
}
