package dev.starbeam.expression.tree;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.expression.kernel.Kernel;
import dev.starbeam.expression.kernel.number.WideArithmetic;
import dev.starbeam.expression.kernel.number.WideDecimals;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Arithmetic whose exact result may have more digits than a column holds. Another operator takes the exact result; a
 * column has it in a type of at most 18 digits.
 *
 * @param precision digits of the exact result, 19 to 38
 * @param scale those of them after the point
 * @param type of the column
 * @param direct computes the column from columns where nothing is lost by that; {@code null} where it might be
 */
public record WideNode(
        WideArithmetic operator,
        Node left,
        Node right,
        int precision,
        int scale,
        ColumnType type,
        @Nullable Kernel direct)
        implements Node {
    @Override
    public Column evaluate(Frame frame) {
        return direct == null
                ? new NarrowNode(this, type, RoundingMode.HALF_UP, null, operator != WideArithmetic.DIVIDE)
                        .evaluate(frame)
                : new ApplyNode(type, direct, List.of(left, right), true).evaluate(frame);
    }

    /** The exact values. */
    WideDecimals wide(Frame frame) {
        return operator.of(wide(left, frame), wide(right, frame), scale, frame.faults());
    }

    private static WideDecimals wide(Node node, Frame frame) {
        return node instanceof WideNode inner ? inner.wide(frame) : WideDecimals.of((LongColumn) node.evaluate(frame));
    }

    @Override
    public boolean mayFault() {
        return true;
    }
}
