package dev.starbeam.expression.tree;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Selection;
import java.util.List;

/** The first argument that is not NULL; each is computed only for the rows where those before it were NULL. */
public record CoalesceNode(ColumnType type, List<Node> values) implements Node {
    public CoalesceNode {
        values = List.copyOf(values);
    }

    @Override
    public Column evaluate(Frame frame) {
        Column first = values.get(0).evaluate(frame);
        if (!first.validity().hasNulls()) {
            return first;
        }
        Assembly assembly = new Assembly(type, frame.rows());
        Selection open = Selection.all(frame.rows());
        Column column = first;
        for (int i = 0; i < values.size() && open.size() > 0; i++) {
            column = i == 0 ? first : values.get(i).evaluate(frame.narrow(open));
            assembly.add(column, open);
            open = nullRows(open, column);
        }
        return assembly.build();
    }

    private static Selection nullRows(Selection open, Column column) {
        int[] positions = new int[column.validity().nullCount()];
        int count = 0;
        for (int i = 0; i < open.size(); i++) {
            if (column.isNull(i)) {
                positions[count++] = open.position(i);
            }
        }
        return Selection.of(positions, count);
    }

    @Override
    public boolean mayFault() {
        return values.stream().anyMatch(Node::mayFault);
    }
}
