package dev.starbeam.expression.function;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.ColumnType.Kind;
import dev.starbeam.expression.kernel.Attempt;
import dev.starbeam.expression.kernel.Kernel;
import dev.starbeam.expression.kernel.conversion.NumberConversion;
import dev.starbeam.expression.kernel.conversion.TextConversion;
import dev.starbeam.expression.kernel.conversion.TimeConversion;
import dev.starbeam.expression.kernel.logic.BooleanParsing;
import dev.starbeam.expression.kernel.number.DoubleParsing;
import dev.starbeam.expression.kernel.number.NumberParsing;
import dev.starbeam.expression.kernel.time.TimeParsing;
import dev.starbeam.expression.tree.ApplyNode;
import dev.starbeam.expression.tree.ConstantNode;
import dev.starbeam.expression.tree.NarrowNode;
import dev.starbeam.expression.tree.Node;
import dev.starbeam.expression.tree.WideNode;
import dev.starbeam.expression.tree.ZonedNode;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which type converts to which, and by which kernel. */
final class Conversions {
    private Conversions() {}

    /** A conversion that is written: to fewer digits it is no loss that has to be told. */
    static Optional<Node> written(Node from, ColumnType to, Attempt attempt) {
        return from instanceof WideNode wide
                        && wide.direct() == null
                        && wide.type().equals(to)
                ? Optional.of(new NarrowNode(wide, to, RoundingMode.HALF_UP, attempt, false))
                : cast(from, to, attempt);
    }

    /** A conversion; empty when there is none between the types. */
    static Optional<Node> cast(Node from, ColumnType to, Attempt attempt) {
        if (from instanceof ZonedNode zoned) {
            return cast(zoned.wall(), to, attempt);
        }
        if (from.type().equals(to)) {
            return Optional.of(from);
        }
        if (from instanceof WideNode wide && (to.kind() == Kind.BIGINT || to.kind() == Kind.DECIMAL)) {
            return Optional.of(new NarrowNode(wide, to, RoundingMode.HALF_UP, attempt, false));
        }
        if (isLiteralNull(from)) {
            return Optional.of(ConstantNode.nullOf(to));
        }
        Kernel kernel = kernel(from.type(), to, attempt);
        return Optional.ofNullable(kernel)
                .map(k -> Folding.fold(new ApplyNode(to, k, List.of(from), checked(from, to))));
    }

    private static boolean checked(Node from, ColumnType to) {
        return to.kind() != Kind.TEXT && (from.type().kind() == Kind.TEXT || to.isNumeric());
    }

    private static @Nullable Kernel kernel(ColumnType from, ColumnType to, Attempt attempt) {
        return switch (to.kind()) {
            case TEXT -> TextConversion::plain;
            case BIGINT, DECIMAL -> number(from, to, attempt);
            case DOUBLE -> toDouble(from, attempt);
            case BOOLEAN -> toBoolean(from, attempt);
            case DATE -> date(from, attempt);
            case TIMESTAMP -> timestamp(from, attempt);
        };
    }

    private static @Nullable Kernel number(ColumnType from, ColumnType to, Attempt attempt) {
        return switch (from.kind()) {
            case TEXT -> NumberParsing.to(to, attempt);
            case BIGINT, DECIMAL -> NumberConversion.rescale(to, attempt);
            case DOUBLE -> NumberConversion.fromDouble(to, attempt);
            case BOOLEAN -> NumberConversion.fromBoolean(to);
            case DATE, TIMESTAMP -> null;
        };
    }

    private static @Nullable Kernel toDouble(ColumnType from, Attempt attempt) {
        return switch (from.kind()) {
            case TEXT -> DoubleParsing.to(attempt);
            case BIGINT, DECIMAL -> NumberConversion::toDouble;
            default -> null;
        };
    }

    private static @Nullable Kernel toBoolean(ColumnType from, Attempt attempt) {
        return switch (from.kind()) {
            case TEXT -> BooleanParsing.to(attempt);
            case BIGINT, DECIMAL, DOUBLE -> NumberConversion::toBoolean;
            default -> null;
        };
    }

    private static @Nullable Kernel date(ColumnType from, Attempt attempt) {
        return switch (from.kind()) {
            case TEXT -> TimeParsing.automatic(ColumnType.DATE, attempt);
            case TIMESTAMP -> TimeConversion::toDate;
            default -> null;
        };
    }

    private static @Nullable Kernel timestamp(ColumnType from, Attempt attempt) {
        return switch (from.kind()) {
            case TEXT -> TimeParsing.automatic(ColumnType.TIMESTAMP, attempt);
            case DATE -> TimeConversion::toTimestamp;
            default -> null;
        };
    }

    static boolean isLiteralNull(Node node) {
        return node instanceof ConstantNode constant && constant.literalNull();
    }

    /** The type in which values of both can be compared or returned; empty when there is none. */
    static Optional<ColumnType> common(Node a, Node b) {
        if (a.type().equals(b.type()) || isLiteralNull(b)) {
            return Optional.of(a.type());
        }
        if (isLiteralNull(a)) {
            return Optional.of(b.type());
        }
        if (a.type().isNumeric() && b.type().isNumeric()) {
            return Optional.of(NumericTypes.common(a, b));
        }
        if (Accepts.TIME.accepts(a.type()) && Accepts.TIME.accepts(b.type())) {
            return Optional.of(ColumnType.TIMESTAMP);
        }
        return constantOf(a, b.type()).or(() -> constantOf(b, a.type()));
    }

    /** The type, when the node is a constant text that reads as one. */
    private static Optional<ColumnType> constantOf(Node node, ColumnType type) {
        boolean text = node instanceof ConstantNode && node.type().equals(ColumnType.TEXT);
        return text && implicit(node, type).isPresent() ? Optional.of(type) : Optional.empty();
    }

    /** The common type of all; fails at the first argument that shares none with those before it. */
    static ColumnType common(BoundCall call, List<Integer> arguments) {
        Node widest = call.node(arguments.get(0));
        for (int argument : arguments.subList(1, arguments.size())) {
            Node next = call.node(argument);
            ColumnType type =
                    common(widest, next).orElseThrow(typesDiffer(call, argument, call.type(arguments.get(0))));
            widest = type.equals(widest.type()) && !isLiteralNull(widest) ? widest : typed(next, type);
        }
        return widest.type();
    }

    private static Node typed(Node node, ColumnType type) {
        return node.type().equals(type) ? node : ConstantNode.of(type, null);
    }

    private static java.util.function.Supplier<MistakenCall> typesDiffer(
            BoundCall call, int argument, ColumnType expected) {
        return () ->
                call.fail(argument, "is " + call.type(argument) + " where " + expected + " is expected; convert it");
    }

    /** A conversion that SQL makes by itself: between numbers, date to timestamp, constant text to what it reads as. */
    static Optional<Node> implicit(Node node, ColumnType to) {
        boolean constantText = node instanceof ConstantNode && node.type().equals(ColumnType.TEXT);
        Optional<Node> converted = cast(node, to, new Attempt("conversion to " + to, false));
        return constantText ? converted.filter(ConstantNode.class::isInstance) : converted;
    }

    /** The node as the type that {@link #common} found for it. */
    static Node as(Node node, ColumnType type) {
        return implicit(node, type)
                .orElseThrow(() -> new IllegalStateException(node.type() + " does not convert to " + type));
    }
}
