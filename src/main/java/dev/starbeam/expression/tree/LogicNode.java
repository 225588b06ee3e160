package dev.starbeam.expression.tree;

import dev.starbeam.batch.BooleanColumn;
import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Selection;
import dev.starbeam.batch.ValidityBuilder;

/**
 * {@code and} and {@code or} in three-valued logic. The right side is asked only for rows that the left side leaves
 * open, when it could report faults: {@code b <> 0 and a / b > 1} divides by no zero.
 *
 * @param decisive the value that settles the result: false for and, true for or
 */
public record LogicNode(boolean decisive, Node left, Node right) implements Node {
    @Override
    public ColumnType type() {
        return ColumnType.BOOLEAN;
    }

    @Override
    public Column evaluate(Frame frame) {
        BooleanColumn a = (BooleanColumn) left.evaluate(frame);
        Selection open = right.mayFault()
                ? Selection.all(frame.rows()).where(row -> a.isNull(row) || a.value(row) != decisive)
                : Selection.all(frame.rows());
        Frame narrowed = open.size() == frame.rows() ? frame : frame.narrow(open);
        return combine(frame.rows(), a, (BooleanColumn) right.evaluate(narrowed), open);
    }

    private boolean decides(BooleanColumn column, int row) {
        return column.validity().isValid(row) && column.value(row) == decisive;
    }

    private BooleanColumn combine(int rows, BooleanColumn a, BooleanColumn b, Selection open) {
        boolean[] values = new boolean[rows];
        ValidityBuilder validity = new ValidityBuilder(rows);
        java.util.Arrays.fill(values, decisive);
        for (int i = 0; i < open.size(); i++) {
            int row = open.position(i);
            boolean settled = decides(a, row) || decides(b, i);
            values[row] = settled == decisive;
            if (!settled && (a.isNull(row) || b.isNull(i))) {
                validity.setNull(row);
            }
        }
        return new BooleanColumn(values, validity.build());
    }

    @Override
    public boolean mayFault() {
        return left.mayFault() || right.mayFault();
    }
}
