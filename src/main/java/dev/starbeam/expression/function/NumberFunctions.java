package dev.starbeam.expression.function;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.ColumnType.Kind;
import dev.starbeam.expression.kernel.logic.Extremes;
import dev.starbeam.expression.kernel.number.Rounding;
import dev.starbeam.expression.kernel.number.Signs;
import dev.starbeam.expression.tree.NarrowNode;
import dev.starbeam.expression.tree.Node;
import dev.starbeam.expression.tree.WideNode;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.IntStream;

/** Rounding, signs, and the greatest and least of several values. */
final class NumberFunctions {
    private static final Parameter X = Parameter.of("x", Accepts.NUMBER);

    private NumberFunctions() {}

    static List<FunctionEntry> entries() {
        FunctionEntry ceil = rounding("ceil", RoundingMode.CEILING, "up", "ceil(2.01)", "3");
        FunctionEntry trunc = rounding("trunc", RoundingMode.DOWN, "towards zero", "trunc(-2.57, 1)", "-2.5");
        return List.of(
                FunctionEntry.named("abs", X)
                        .returning("type of x")
                        .says("The number without its sign.")
                        .example("abs(-2.5)", "2.5")
                        .binds(call -> call.apply(call.type(0), Signs::abs)),
                FunctionEntry.named("sign", X)
                        .returning("bigint")
                        .says("-1, 0 or 1.")
                        .example("sign(-2.5)", "-1")
                        .binds(call -> call.apply(ColumnType.BIGINT, Signs::sign)),
                rounding("round", RoundingMode.HALF_UP, "half away from zero", "round(-2.55, 1)", "-2.6"),
                rounding("floor", RoundingMode.FLOOR, "down", "floor(-2.01)", "-3"),
                ceil,
                ceil.alias("ceiling"),
                trunc,
                trunc.alias("truncate"),
                extreme("greatest", 1, "greatest(2, 10.5, 3)", "10.5"),
                extreme("least", -1, "least('b', 'a')", "a"));
    }

    private static FunctionEntry rounding(String name, RoundingMode mode, String how, String example, String result) {
        return FunctionEntry.named(name, X, Parameter.optional("digits", Accepts.CONSTANT_INTEGER))
                .returning("bigint, decimal with that many digits, or double")
                .says("Rounds " + how + " at a number of digits after the point (0), negative for before it.")
                .example(example, result)
                .differs("DuckDB's floor and ceil take no digits; its rounding of decimals keeps a decimal's type.")
                .binds(call -> round(call, name, mode));
    }

    private static Node round(BoundCall call, String name, RoundingMode mode) {
        int digits = call.has(1) ? call.constantInteger(1) : 0;
        if (Math.abs(digits) > 37) {
            throw call.fail(1, "must be -37 to 37, not " + digits);
        }
        BoundCall only = call.with(List.of(call.node(0)));
        ColumnType from = call.type(0);
        if (from.equals(ColumnType.DOUBLE)) {
            return only.apply(from, Rounding.doubles(mode, digits));
        }
        if (call.node(0) instanceof WideNode wide && digits >= 0 && digits <= wide.scale()) {
            ColumnType type = digits == 0 ? ColumnType.BIGINT : ColumnType.decimal(ColumnType.MAX_PRECISION, digits);
            return new NarrowNode(wide, type, mode, null, false);
        }
        ColumnType type = rounded(from, digits);
        return only.applyChecked(type, Rounding.decimals(name, mode, type, digits));
    }

    /** One digit more before the point, for 9.9 becomes 10; without digits after it a bigint. */
    private static ColumnType rounded(ColumnType from, int digits) {
        int scale = Math.max(0, Math.min(digits, from.scale()));
        return from.kind() == Kind.BIGINT || scale == 0
                ? ColumnType.BIGINT
                : NumericTypes.decimal(from.precision() - from.scale() + 1 + scale, scale);
    }

    private static FunctionEntry extreme(String name, int sign, String example, String result) {
        return FunctionEntry.named(name, Parameter.repeated("x", Accepts.ANY))
                .returning("common type")
                .says("The " + name + " of the arguments.")
                .example(example, result)
                .differs("DuckDB passes over NULLs; in Snowflake one makes the result NULL.")
                .binds(call -> extreme(call, sign));
    }

    private static Node extreme(BoundCall call, int sign) {
        ColumnType type = Conversions.common(
                call, IntStream.range(0, call.count()).boxed().toList());
        List<Node> same =
                call.nodes().stream().map(node -> Conversions.as(node, type)).toList();
        return call.with(same).apply(type, Extremes.of(type, sign));
    }
}
