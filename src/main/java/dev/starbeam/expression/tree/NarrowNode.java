package dev.starbeam.expression.tree;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.batch.TextColumnBuilder;
import dev.starbeam.expression.kernel.Arguments;
import dev.starbeam.expression.kernel.Attempt;
import dev.starbeam.expression.kernel.Loss;
import dev.starbeam.expression.kernel.number.DecimalArithmetic;
import dev.starbeam.expression.kernel.number.Narrowing;
import dev.starbeam.expression.kernel.number.WideDecimals;
import java.math.RoundingMode;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The exact result of arithmetic as a type of at most 18 digits.
 *
 * @param mode how digits behind the type's scale are rounded
 * @param attempt what happens to a value that does not fit; {@code null}: its row is invalid
 * @param tells whether digits that are rounded away are told as lost, since nobody asked for it
 */
public record NarrowNode(
        WideNode input,
        ColumnType type,
        RoundingMode mode,
        @Nullable Attempt attempt,
        boolean tells) implements Node {
    @Override
    public Column evaluate(Frame frame) {
        WideDecimals exact = input.wide(frame);
        Narrowing narrowing = new Narrowing(type, mode);
        long[] values = new long[frame.rows()];
        BitSet failed = new BitSet();
        for (int row = 0; row < values.length; row++) {
            if (exact.validity().isValid(row)) {
                values[row] = narrowing.of(exact, row);
                if (values[row] == DecimalArithmetic.OVERFLOW) {
                    failed.set(row);
                }
            }
        }
        LongColumn narrowed = failed.isEmpty()
                ? new LongColumn(type, values, exact.validity())
                : without(failed, exact, values, frame);
        if (tells) {
            tellLosses(narrowing, exact, narrowed, frame);
        }
        return narrowed;
    }

    /** With the values as they were before. */
    private static void tellLosses(Narrowing narrowing, WideDecimals exact, LongColumn narrowed, Frame frame) {
        BitSet lost = new BitSet();
        for (int row = 0; row < narrowed.size(); row++) {
            if (!narrowed.isNull(row) && narrowing.changed(exact, row, narrowed.value(row))) {
                lost.set(row);
            }
        }
        if (!lost.isEmpty()) {
            TextColumn texts = shown(lost, exact);
            lost.stream().forEach(row -> frame.faults().lost(row, Loss.ROUNDED, texts, row));
        }
    }

    private static TextColumn shown(BitSet rows, WideDecimals exact) {
        int size = exact.low().length;
        TextColumnBuilder shown = new TextColumnBuilder(size, 0);
        for (int row = 0; row < size; row++) {
            shown.append(exact.validity().isNull(row) ? null : rows.get(row) ? exact.display(row) : "");
        }
        return shown.build();
    }

    private LongColumn without(BitSet failed, WideDecimals exact, long[] values, Frame frame) {
        TextColumn texts = shown(failed, exact);
        Arguments in = new Arguments(new Column[] {texts}, values.length, frame.faults());
        failed.stream().forEach(row -> {
            if (attempt != null) {
                attempt.failed(in, row, type);
            } else {
                in.invalid(row, texts.display(row) + " does not fit " + type);
            }
        });
        return new LongColumn(type, values, in.result());
    }

    @Override
    public boolean mayFault() {
        return true;
    }
}
