package dev.starbeam.expression.tree;

import dev.starbeam.batch.BooleanColumn;
import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.DoubleColumn;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.Selection;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.batch.Validity;

/** One column put together from parts, each of which has the values of some rows. Later parts overwrite. */
final class Assembly {
    private final ColumnType type;
    private final int rows;
    private final long[] longs;
    private final double[] doubles;
    private final boolean[] booleans;
    private final TextAssembly texts;
    private final long[] valid;

    Assembly(ColumnType type, int rows) {
        this.type = type;
        this.rows = rows;
        this.longs = new long[type.isLongBacked() ? rows : 0];
        this.doubles = new double[type.kind() == ColumnType.Kind.DOUBLE ? rows : 0];
        this.booleans = new boolean[type.kind() == ColumnType.Kind.BOOLEAN ? rows : 0];
        this.texts = new TextAssembly(type.kind() == ColumnType.Kind.TEXT ? rows : 0);
        this.valid = new long[Validity.wordsFor(rows)];
    }

    /** The node's values for those rows, computed for no others when they could report faults. */
    void add(Frame frame, Node node, Selection selection) {
        if (selection.size() > 0) {
            boolean all = selection.size() == frame.rows();
            add(node.evaluate(all ? frame : frame.narrow(selection)), selection);
        }
    }

    /** A column with one value for each selected row. */
    void add(Column part, Selection selection) {
        if (part instanceof TextColumn text) {
            texts.add(text, selection);
        } else {
            for (int i = 0; i < selection.size(); i++) {
                put(part, i, selection.position(i));
            }
        }
        markValid(part, selection);
    }

    private void markValid(Column part, Selection selection) {
        for (int i = 0; i < selection.size(); i++) {
            if (part.validity().isValid(i)) {
                int row = selection.position(i);
                valid[row >>> 6] |= 1L << row;
            }
        }
    }

    private void put(Column part, int from, int row) {
        if (part instanceof LongColumn numbers) {
            longs[row] = numbers.value(from);
        } else if (part instanceof DoubleColumn numbers) {
            doubles[row] = numbers.value(from);
        } else if (part instanceof BooleanColumn truths) {
            booleans[row] = truths.value(from);
        }
    }

    Column build() {
        Validity validity = Validity.ofWords(rows, valid);
        return switch (type.kind()) {
            case TEXT -> texts.build(validity);
            case DOUBLE -> new DoubleColumn(doubles, validity);
            case BOOLEAN -> new BooleanColumn(booleans, validity);
            default -> new LongColumn(type, longs, validity);
        };
    }
}
