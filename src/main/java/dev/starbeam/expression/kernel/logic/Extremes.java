package dev.starbeam.expression.kernel.logic;

import dev.starbeam.batch.BooleanColumn;
import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.DoubleColumn;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.expression.kernel.Kernel;
import dev.starbeam.expression.kernel.RowLoop;

/** {@code greatest} and {@code least} of arguments of one type: NULL when any is. */
public final class Extremes {
    private Extremes() {}

    /**
     * The kernel.
     *
     * @param sign 1 for the greatest, −1 for the least
     */
    public static Kernel of(ColumnType type, int sign) {
        return in -> {
            Column[] picked = new Column[in.count()];
            for (int i = 0; i < picked.length; i++) {
                picked[i] = in.column(i);
            }
            return switch (type.kind()) {
                case TEXT ->
                    RowLoop.text(in, 16, (row, out) -> {
                        TextColumn text = (TextColumn) picked[pick(picked, row, sign)];
                        out.appendPart(text.bytes(), text.start(row), text.end(row));
                    });
                case DOUBLE -> RowLoop.doubles(in, row -> ((DoubleColumn) picked[pick(picked, row, sign)]).value(row));
                case BOOLEAN ->
                    RowLoop.booleans(in, row -> ((BooleanColumn) picked[pick(picked, row, sign)]).value(row));
                default ->
                    RowLoop.longs(
                            in, type, row -> in.longs(pick(picked, row, sign)).value(row));
            };
        };
    }

    private static int pick(Column[] columns, int row, int sign) {
        int best = 0;
        for (int i = 1; i < columns.length; i++) {
            if (Comparison.compare(columns[i], columns[best], row) * sign > 0) {
                best = i;
            }
        }
        return best;
    }
}
