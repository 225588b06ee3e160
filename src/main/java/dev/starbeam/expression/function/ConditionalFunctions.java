package dev.starbeam.expression.function;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.expression.kernel.logic.NullRules;
import dev.starbeam.expression.kernel.logic.Relation;
import dev.starbeam.expression.tree.CaseNode;
import dev.starbeam.expression.tree.CoalesceNode;
import dev.starbeam.expression.tree.ConstantNode;
import dev.starbeam.expression.tree.Node;
import dev.starbeam.expression.tree.OnceNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** CASE and its short forms, and functions of NULL. */
final class ConditionalFunctions {
    private static final Parameter X = Parameter.of("x", Accepts.ANY);
    private static final Parameter Y = Parameter.of("y", Accepts.ANY);

    private ConditionalFunctions() {}

    static List<FunctionEntry> entries() {
        List<FunctionEntry> entries = new ArrayList<>(choices());
        entries.addAll(nulls());
        return entries;
    }

    private static List<FunctionEntry> choices() {
        return List.of(
                FunctionEntry.named("case", Parameter.repeated("branch", Accepts.ANY))
                        .written("case when p then x … [else y] end")
                        .returning("common type of the branches")
                        .nullWhen("the branch taken is NULL, or none is taken and there is no else")
                        .says("The value of the first branch whose condition is true; the others are not computed.")
                        .example("case when 1 > 2 then 'more' else 'less' end", "less")
                        .binds(call -> choice(call, 0)),
                FunctionEntry.named("case of", X, Parameter.repeated("branch", Accepts.ANY))
                        .written("case x when y then z … [else w] end")
                        .returning("common type of the branches")
                        .nullWhen("the branch taken is NULL, or none is taken and there is no else")
                        .says("The value of the first branch whose `y` equals `x`.")
                        .example("case 'GB' when 'GB' then 'home' else 'abroad' end", "home")
                        .binds(call -> choice(comparing(call), 0)),
                FunctionEntry.named("iff", Parameter.of("p", Accepts.BOOLEAN), X, Y)
                        .returning("common type of x and y")
                        .nullWhen("the branch taken is NULL")
                        .says("`x` where `p` is true, `y` where it is false or NULL.")
                        .example("iff(null, 'x', 'y')", "y")
                        .binds(call -> choice(call, 0)));
    }

    /** Arguments are condition, value, …, otherwise. */
    private static Node choice(BoundCall call, int from) {
        int last = call.count() - 1;
        List<Integer> positions = IntStream.rangeClosed(from, last)
                .filter(i -> i == last || i % 2 == 1)
                .boxed()
                .toList();
        ColumnType type = Conversions.common(call, positions);
        List<Node> conditions = new ArrayList<>();
        for (int i = from; i < last; i += 2) {
            conditions.add(condition(call, i));
        }
        List<Node> values =
                positions.stream().map(i -> Conversions.as(call.node(i), type)).toList();
        return new CaseNode(type, conditions, values);
    }

    private static Node condition(BoundCall call, int argument) {
        if (!call.type(argument).equals(ColumnType.BOOLEAN) && !Conversions.isLiteralNull(call.node(argument))) {
            throw call.fail(argument, "should be a condition, but is " + call.type(argument));
        }
        return Conversions.as(call.node(argument), ColumnType.BOOLEAN);
    }

    /** {@code case x when y then z} as {@code case when x = y then z}, x computed once. */
    private static BoundCall comparing(BoundCall call) {
        Node subject = call.node(0) instanceof ConstantNode ? call.node(0) : new OnceNode(call.node(0));
        List<Node> branches = new ArrayList<>();
        int last = call.count() - 1;
        for (int i = 1; i < last; i += 2) {
            branches.add(OperatorFunctions.compare(call.with(List.of(subject, call.node(i))), Relation.EQUAL));
            branches.add(call.node(i + 1));
        }
        branches.add(call.node(last));
        return call.with(branches);
    }

    private static List<FunctionEntry> nulls() {
        FunctionEntry nvl = FunctionEntry.named("nvl", X, Y)
                .returning("common type")
                .nullWhen("both are NULL")
                .says("`x`, or `y` where that is NULL.")
                .example("nvl(null, 'x')", "x")
                .binds(call -> coalesce(call));
        return List.of(
                FunctionEntry.named("is null", X)
                        .written("x is [not] null")
                        .returning("boolean")
                        .nullWhen("never")
                        .says("Whether there is no value; the empty text is one.")
                        .example("'' is null", "false")
                        .binds(call -> call.apply(ColumnType.BOOLEAN, NullRules::isNull)),
                FunctionEntry.named("nullif", X, Y)
                        .returning("type of x")
                        .nullWhen("x is NULL or equals y")
                        .says("NULL where the two are equal, else `x`.")
                        .example("nullif('n/a', 'n/a')", "NULL")
                        .binds(ConditionalFunctions::nullIf),
                FunctionEntry.named("coalesce", Parameter.repeated("x", Accepts.ANY))
                        .returning("common type")
                        .nullWhen("all are NULL")
                        .says("The first argument that is not NULL; those behind it are not computed.")
                        .example("coalesce(null, 'a', 'b')", "a")
                        .binds(call -> coalesce(call)),
                nvl,
                nvl.alias("ifnull"),
                FunctionEntry.named("zeroifnull", Parameter.of("x", Accepts.NUMBER))
                        .returning("type of x")
                        .nullWhen("never")
                        .says("Zero where `x` is NULL.")
                        .example("zeroifnull(null)", "0")
                        .binds(call -> zeroIfNull(call)));
    }

    private static Node nullIf(BoundCall call) {
        ColumnType type = Conversions.common(call, List.of(0, 1));
        if (type.isNumeric() && call.type(0).isNumeric()) {
            Node other = call.type(1).isNumeric() ? call.node(1) : Conversions.as(call.node(1), type);
            return call.with(List.of(call.node(0), other)).apply(call.type(0), NullRules::nullIf);
        }
        List<Node> same =
                call.nodes().stream().map(node -> Conversions.as(node, type)).toList();
        return call.with(same).apply(type, NullRules::nullIf);
    }

    private static Node coalesce(BoundCall call) {
        List<Integer> all = IntStream.range(0, call.count()).boxed().toList();
        ColumnType type = Conversions.common(call, all);
        return new CoalesceNode(
                type,
                call.nodes().stream().map(node -> Conversions.as(node, type)).toList());
    }

    private static Node zeroIfNull(BoundCall call) {
        Node zero = Conversions.as(ConstantNode.of(ColumnType.BIGINT, 0L), call.type(0));
        return new CoalesceNode(call.type(0), List.of(call.node(0), zero));
    }
}
