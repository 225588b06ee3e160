package dev.starbeam.expression.function;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.expression.kernel.logic.Comparison;
import dev.starbeam.expression.kernel.logic.Relation;
import dev.starbeam.expression.kernel.logic.Truth;
import dev.starbeam.expression.kernel.text.Concatenation;
import dev.starbeam.expression.tree.ConstantNode;
import dev.starbeam.expression.tree.LogicNode;
import dev.starbeam.expression.tree.Node;
import dev.starbeam.expression.tree.OnceNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Arithmetic, comparison and logic. */
final class OperatorFunctions {
    private static final Parameter A = Parameter.of("a", Accepts.NUMBER);
    private static final Parameter B = Parameter.of("b", Accepts.NUMBER);
    private static final Parameter X = Parameter.of("x", Accepts.ANY);
    private static final Parameter Y = Parameter.of("y", Accepts.ANY);

    private OperatorFunctions() {}

    static List<FunctionEntry> entries() {
        List<FunctionEntry> entries = new ArrayList<>(arithmetic());
        for (Relation relation : Relation.values()) {
            entries.add(comparison(relation));
        }
        entries.addAll(logic());
        entries.addAll(ranges());
        return entries;
    }

    private static List<FunctionEntry> arithmetic() {
        return List.of(
                infix("+", "5 + 2.25", "7.25", "Adds.").binds(call -> Arithmetic.ADD.of(call)),
                infix("-", "5 - 2.25", "2.75", "Subtracts.").binds(call -> Arithmetic.SUBTRACT.of(call)),
                infix(
                                "*",
                                "6 * 2.55",
                                "15.30",
                                "Multiplies; the digits after the point add up to at most 12. In a column of 18 digits those that leave"
                                        + " no room before the point are rounded away, down to six or those of its factors.")
                        .binds(call -> Arithmetic.MULTIPLY.of(call)),
                infix(
                                "/",
                                "2 / 3",
                                "0.666667",
                                "Divides, with six more digits after the point, rounded half away from"
                                        + " zero. By zero: the row is invalid.")
                        .differs("DuckDB divides in doubles; Snowflake's quotient is a decimal.")
                        .binds(call -> Arithmetic.DIVIDE.of(call)),
                FunctionEntry.named("mod", A, B)
                        .written("mod(a number, b number), a % b")
                        .returning("number")
                        .says("The remainder, with the sign of `a`. By zero: the row is invalid.")
                        .example("mod(-7, 3)", "-1")
                        .differs("DuckDB's remainder by zero is NULL; Snowflake's is an error.")
                        .binds(call -> Arithmetic.MODULO.of(call)),
                FunctionEntry.named("negate", A)
                        .written("-a")
                        .returning("number")
                        .says("The number with the other sign.")
                        .example("-(2.5 - 1)", "-1.5")
                        .binds(call -> Arithmetic.NEGATE.of(
                                call.with(List.of(ConstantNode.of(ColumnType.BIGINT, 0L), call.node(0))))));
    }

    private static FunctionEntry infix(String symbol, String example, String result, String sentence) {
        return FunctionEntry.named(symbol, A, B)
                .written("a " + symbol + " b")
                .returning("number")
                .says(sentence + " A value that does not fit the result's type makes the row invalid.")
                .example(example, result);
    }

    private static FunctionEntry comparison(Relation relation) {
        String symbol = relation.symbol();
        boolean holds = relation.holds(Long.compare(2, 10));
        return FunctionEntry.named(symbol, X, Y)
                .written("x " + symbol + " y")
                .returning("boolean")
                .says("Compares: numbers exactly whatever their types, text by its UTF-8 bytes.")
                .example("2 " + symbol + " 10.0", Boolean.toString(holds))
                .binds(call -> compare(call, relation));
    }

    /** Numbers compare as they are; other types in their common type. */
    static Node compare(BoundCall call, Relation relation) {
        ColumnType type = Conversions.common(call, List.of(0, 1));
        BoundCall same = type.isNumeric()
                ? call.with(
                        call.nodes().stream().map(node -> numeric(node, type)).toList())
                : call.with(call.nodes().stream()
                        .map(node -> Conversions.as(node, type))
                        .toList());
        return same.apply(ColumnType.BOOLEAN, Comparison.of(relation));
    }

    private static Node numeric(Node node, ColumnType common) {
        return node.type().isNumeric() ? node : Conversions.as(node, common);
    }

    private static List<FunctionEntry> logic() {
        Parameter p = Parameter.of("p", Accepts.BOOLEAN);
        Parameter q = Parameter.of("q", Accepts.BOOLEAN);
        return List.of(
                FunctionEntry.named("and", p, q)
                        .written("p and q")
                        .returning("boolean")
                        .nullWhen("neither is false and one is NULL")
                        .says("Both hold. `q` is not asked where `p` is false.")
                        .example("false and null", "false")
                        .binds(call -> new LogicNode(false, call.node(0), call.node(1))),
                FunctionEntry.named("or", p, q)
                        .written("p or q")
                        .returning("boolean")
                        .nullWhen("neither is true and one is NULL")
                        .says("At least one holds. `q` is not asked where `p` is true.")
                        .example("null or true", "true")
                        .binds(call -> new LogicNode(true, call.node(0), call.node(1))),
                FunctionEntry.named("not", p)
                        .written("not p")
                        .returning("boolean")
                        .says("True for false, false for true.")
                        .example("not 1 = 2", "true")
                        .binds(call -> call.apply(ColumnType.BOOLEAN, Truth::not)),
                FunctionEntry.named("is true", p)
                        .written("p is [not] true")
                        .returning("boolean")
                        .nullWhen("never")
                        .says("Whether it is true; NULL is not.")
                        .example("null is true", "false")
                        .binds(call -> call.apply(ColumnType.BOOLEAN, Truth.is(true))),
                FunctionEntry.named("is false", p)
                        .written("p is [not] false")
                        .returning("boolean")
                        .nullWhen("never")
                        .says("Whether it is false; NULL is not.")
                        .example("(1 = 2) is false", "true")
                        .binds(call -> call.apply(ColumnType.BOOLEAN, Truth.is(false))));
    }

    private static List<FunctionEntry> ranges() {
        return List.of(
                FunctionEntry.named("between", X, Parameter.of("low", Accepts.ANY), Parameter.of("high", Accepts.ANY))
                        .written("x [not] between low and high")
                        .returning("boolean")
                        .nullWhen("as `x >= low and x <= high`")
                        .says("Whether it lies between, both ends included.")
                        .example("5 between 1 and 5", "true")
                        .binds(OperatorFunctions::between),
                FunctionEntry.named("in", X, Parameter.repeated("y", Accepts.ANY))
                        .written("x [not] in (y, …)")
                        .returning("boolean")
                        .nullWhen("it equals none and an argument is NULL")
                        .says("Whether it equals one of the list.")
                        .example("'b' in ('a', 'b')", "true")
                        .binds(OperatorFunctions::in),
                FunctionEntry.named("||", Parameter.of("x", Accepts.ANY), Parameter.of("y", Accepts.ANY))
                        .written("x || y")
                        .says("The two as text, one behind the other.")
                        .example("'a' || 1", "a1")
                        .binds(OperatorFunctions::concatenate),
                FunctionEntry.named("concat", Parameter.repeated("x", Accepts.ANY))
                        .says("All as text, one behind the other.")
                        .example("concat('a', 1, 'b')", "a1b")
                        .differs("DuckDB's concat passes over NULLs; in Snowflake one makes the result NULL.")
                        .binds(OperatorFunctions::concatenate));
    }

    static Node concatenate(BoundCall call) {
        List<Node> texts = call.nodes().stream()
                .map(node -> Conversions.as(node, ColumnType.TEXT))
                .toList();
        return call.with(texts).apply(ColumnType.TEXT, Concatenation::of);
    }

    private static Node between(BoundCall call) {
        Node x = new OnceNode(call.node(0));
        Node low = compare(call.with(List.of(x, call.node(1))), Relation.GREATER_OR_EQUAL);
        return new LogicNode(false, low, compare(call.with(List.of(x, call.node(2))), Relation.LESS_OR_EQUAL));
    }

    private static Node in(BoundCall call) {
        Node x = call.node(0) instanceof ConstantNode ? call.node(0) : new OnceNode(call.node(0));
        return IntStream.range(1, call.count())
                .mapToObj(i -> compare(call.with(List.of(x, call.node(i))), Relation.EQUAL))
                .reduce((left, right) -> new LogicNode(true, left, right))
                .orElseThrow();
    }
}
