package dev.starbeam.expression.tree;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnType;

/**
 * A timestamp that has a zone of its own. No column holds it: it is one of its two sides before it is evaluated.
 *
 * @param wall what the clocks of its zone show
 * @param utc what those of UTC show
 */
public record ZonedNode(Node wall, Node utc) implements Node {
    @Override
    public ColumnType type() {
        return ColumnType.TIMESTAMP;
    }

    @Override
    public Column evaluate(Frame frame) {
        throw new IllegalStateException("a timestamp with a zone is converted first");
    }

    @Override
    public boolean mayFault() {
        return wall.mayFault();
    }
}
