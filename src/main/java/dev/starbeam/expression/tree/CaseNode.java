package dev.starbeam.expression.tree;

import dev.starbeam.batch.BooleanColumn;
import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Selection;
import java.util.List;

/**
 * {@code case when … then … else … end} and {@code iff}. Each branch is computed only for the rows that reach it.
 *
 * @param conditions tried in order; NULL counts as not true
 * @param values one more than there are conditions: the last is the ELSE
 */
public record CaseNode(ColumnType type, List<Node> conditions, List<Node> values) implements Node {
    public CaseNode {
        conditions = List.copyOf(conditions);
        values = List.copyOf(values);
    }

    @Override
    public Column evaluate(Frame frame) {
        Assembly assembly = new Assembly(type, frame.rows());
        Selection open = Selection.all(frame.rows());
        for (int branch = 0; branch < conditions.size() && open.size() > 0; branch++) {
            Frame narrowed = open.size() == frame.rows() ? frame : frame.narrow(open);
            BooleanColumn holds = (BooleanColumn) conditions.get(branch).evaluate(narrowed);
            assembly.add(frame, values.get(branch), taken(open, holds, true));
            open = taken(open, holds, false);
        }
        assembly.add(frame, values.get(conditions.size()), open);
        return assembly.build();
    }

    private static Selection taken(Selection open, BooleanColumn holds, boolean wanted) {
        int[] positions = new int[open.size()];
        int count = 0;
        for (int i = 0; i < positions.length; i++) {
            if (holds.isTrue(i) == wanted) {
                positions[count++] = open.position(i);
            }
        }
        return Selection.of(positions, count);
    }

    @Override
    public boolean mayFault() {
        return conditions.stream().anyMatch(Node::mayFault) || values.stream().anyMatch(Node::mayFault);
    }
}
