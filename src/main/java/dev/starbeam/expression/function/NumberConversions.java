package dev.starbeam.expression.function;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.expression.kernel.Attempt;
import dev.starbeam.expression.kernel.number.NumberFormat;
import dev.starbeam.expression.tree.Node;
import java.util.List;

/** The arguments of {@code to_decimal} and its like: {@code (x [, format] [, precision [, scale]])}. */
final class NumberConversions {
    private NumberConversions() {}

    static Node bind(BoundCall call, Attempt attempt) {
        boolean formatted = call.has(1) && call.type(1).equals(ColumnType.TEXT);
        ColumnType type = type(call, formatted ? 2 : 1);
        if (formatted) {
            return call.with(List.of(call.node(0)))
                    .applyChecked(type, format(call).to(type, attempt));
        }
        return Conversions.written(call.node(0), type, attempt)
                .orElseThrow(() -> call.fail(0, "is " + call.type(0) + ", which does not convert to " + type));
    }

    private static NumberFormat format(BoundCall call) {
        if (!call.type(0).equals(ColumnType.TEXT)) {
            throw call.fail(0, "should be text when there is a format, but is " + call.type(0));
        }
        try {
            return NumberFormat.of(call.constantText(1));
        } catch (IllegalArgumentException e) {
            throw call.fail(1, "is wrong: " + e.getMessage());
        }
    }

    private static ColumnType type(BoundCall call, int first) {
        if (!call.has(first)) {
            return ColumnType.BIGINT;
        }
        int scale = call.has(first + 1) ? call.constantInteger(first + 1) : 0;
        return TypeNames.decimal(call.name(), call.constantInteger(first), scale);
    }
}
