package dev.starbeam.expression.tree;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnType;

/**
 * A column of the batch.
 *
 * @param slot its place among the columns that the expression reads
 */
public record ColumnNode(int slot, String name, ColumnType type) implements Node {
    @Override
    public Column evaluate(Frame frame) {
        return frame.column(slot);
    }

    @Override
    public boolean mayFault() {
        return false;
    }
}
