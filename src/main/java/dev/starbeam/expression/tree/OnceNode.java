package dev.starbeam.expression.tree;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnType;

/** A node used in several places and computed once for a batch, so that its faults are told once. */
public final class OnceNode implements Node {
    private static final long serialVersionUID = 1L;

    private final Node input;

    public OnceNode(Node input) {
        this.input = input;
    }

    Node input() {
        return input;
    }

    @Override
    public ColumnType type() {
        return input.type();
    }

    @Override
    public Column evaluate(Frame frame) {
        return frame.once(this);
    }

    @Override
    public boolean mayFault() {
        return input.mayFault();
    }
}
