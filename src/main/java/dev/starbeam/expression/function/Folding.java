package dev.starbeam.expression.function;

import dev.starbeam.batch.Column;
import dev.starbeam.expression.kernel.ValueFaults;
import dev.starbeam.expression.tree.ApplyNode;
import dev.starbeam.expression.tree.ConstantNode;
import dev.starbeam.expression.tree.Frame;
import dev.starbeam.expression.tree.Node;

/** Computes functions of constants once, when compiling. One that reports a fault stays, to report it for its row. */
final class Folding {
    private Folding() {}

    static Node fold(ApplyNode node) {
        if (node.inputs().isEmpty() || !node.inputs().stream().allMatch(ConstantNode.class::isInstance)) {
            return node;
        }
        Fault fault = new Fault();
        Column value = node.evaluate(Frame.of(1, new Column[0], fault));
        return fault.reported ? node : ConstantNode.of(value);
    }

    private static final class Fault implements ValueFaults {
        private boolean reported;

        @Override
        public void unparsable(int row) {
            reported = true;
        }

        @Override
        public void invalid(int row, String reason) {
            reported = true;
        }
    }
}
