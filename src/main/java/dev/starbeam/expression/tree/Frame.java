package dev.starbeam.expression.tree;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.Selection;
import dev.starbeam.expression.kernel.Loss;
import dev.starbeam.expression.kernel.ValueFaults;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The rows that an expression is evaluated for: all of a batch, or those that reached a branch. Narrowing selects a
 * column only when it is asked for, and turns fault positions back into those of the batch. Used by one thread.
 */
public final class Frame {
    private final int rows;
    private final @Nullable Column[] columns;
    private final ValueFaults faults;
    private final @Nullable Frame parent;
    private final @Nullable Selection selection;
    private final IdentityHashMap<OnceNode, Column> computed = new IdentityHashMap<>();

    private Frame(
            int rows,
            @Nullable Column[] columns,
            ValueFaults faults,
            @Nullable Frame parent,
            @Nullable Selection selection) {
        this.rows = rows;
        this.columns = columns;
        this.faults = faults;
        this.parent = parent;
        this.selection = selection;
    }

    /** All rows; the columns in the order of the expression's slots. */
    public static Frame of(int rows, Column[] columns, ValueFaults faults) {
        return new Frame(rows, columns, faults, null, null);
    }

    public int rows() {
        return rows;
    }

    public ValueFaults faults() {
        return faults;
    }

    /** The selected rows of this frame. */
    Frame narrow(Selection narrower) {
        return new Frame(
                narrower.size(), new Column[columns.length], new SelectedFaults(faults, narrower), this, narrower);
    }

    Column column(int slot) {
        Column column = columns[slot];
        if (column == null) {
            column = selected(parent == null ? null : parent.column(slot));
            columns[slot] = column;
        }
        return column;
    }

    /** The node's column, computed at most once for this frame and those narrowed from it. */
    Column once(OnceNode node) {
        Column column = known(node);
        if (column == null) {
            column = node.input().evaluate(this);
            computed.put(node, column);
        }
        return column;
    }

    private @Nullable Column known(OnceNode node) {
        Column column = computed.get(node);
        if (column == null && parent != null) {
            Column wider = parent.known(node);
            if (wider != null) {
                column = selected(wider);
                computed.put(node, column);
            }
        }
        return column;
    }

    private Column selected(@Nullable Column wider) {
        if (wider == null || selection == null) {
            throw new IllegalStateException("a frame without the column it is asked for");
        }
        return wider.select(selection);
    }

    /** Faults of narrowed rows, told as rows of the wider frame. */
    private record SelectedFaults(ValueFaults wider, Selection selection) implements ValueFaults {
        @Override
        public void unparsable(int row) {
            wider.unparsable(selection.position(row));
        }

        @Override
        public void lost(int row, Loss loss, Column from, int at) {
            wider.lost(selection.position(row), loss, from, at);
        }

        @Override
        public void invalid(int row, String reason) {
            wider.invalid(selection.position(row), reason);
        }
    }
}
