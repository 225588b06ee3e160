package dev.starbeam.expression.kernel.text;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.expression.kernel.Arguments;
import dev.starbeam.expression.kernel.RowLoop;

/** {@code ||} and {@code concat}: NULL when any part is. */
public final class Concatenation {
    private Concatenation() {}

    public static Column of(Arguments in) {
        return RowLoop.text(in, 24, (row, out) -> {
            for (int part = 0; part < in.count(); part++) {
                TextColumn text = in.text(part);
                out.appendPart(text.bytes(), text.start(row), text.end(row));
            }
        });
    }
}
