package dev.starbeam.expression.tree;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnType;
import java.io.Serializable;

/** A node of a compiled expression. Immutable and thread-safe. */
public sealed interface Node extends Serializable
        permits ApplyNode,
                CaseNode,
                CoalesceNode,
                ColumnNode,
                ConstantNode,
                LogicNode,
                NarrowNode,
                OnceNode,
                WideNode,
                ZonedNode {
    ColumnType type();

    /** One value per row of the frame. */
    Column evaluate(Frame frame);

    /** Whether evaluating it for a row that does not need it could report a fault of that row. */
    boolean mayFault();
}
