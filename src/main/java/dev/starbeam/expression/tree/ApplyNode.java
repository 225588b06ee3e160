package dev.starbeam.expression.tree;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.expression.kernel.Arguments;
import dev.starbeam.expression.kernel.Kernel;
import java.util.List;

/**
 * A kernel applied to its arguments.
 *
 * @param checked whether the kernel itself may report faults
 */
public record ApplyNode(ColumnType type, Kernel kernel, List<Node> inputs, boolean checked) implements Node {
    public ApplyNode {
        inputs = List.copyOf(inputs);
    }

    @Override
    public Column evaluate(Frame frame) {
        Column[] columns = new Column[inputs.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = inputs.get(i).evaluate(frame);
        }
        return kernel.apply(new Arguments(columns, frame.rows(), frame.faults()));
    }

    @Override
    public boolean mayFault() {
        return checked || inputs.stream().anyMatch(Node::mayFault);
    }
}
