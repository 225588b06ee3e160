package dev.starbeam.expression.function;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.expression.kernel.Kernel;
import dev.starbeam.expression.tree.ApplyNode;
import dev.starbeam.expression.tree.ConstantNode;
import dev.starbeam.expression.tree.Node;
import java.util.List;

/** A call whose arguments are nodes of types that its parameters take. */
public final class BoundCall {
    private final FunctionEntry entry;
    private final List<Node> nodes;

    BoundCall(FunctionEntry entry, List<Node> nodes) {
        this.entry = entry;
        this.nodes = List.copyOf(nodes);
    }

    /** The exception for an entry of the reference that is no function. */
    MistakenCall notCallable() {
        return new MistakenCall(-1, name() + " is written " + entry.usage());
    }

    String name() {
        return entry.name();
    }

    List<Node> nodes() {
        return nodes;
    }

    int count() {
        return nodes.size();
    }

    boolean has(int argument) {
        return argument < nodes.size();
    }

    Node node(int argument) {
        return nodes.get(argument);
    }

    ColumnType type(int argument) {
        return nodes.get(argument).type();
    }

    /** All arguments through a kernel that reports no faults. */
    Node apply(ColumnType type, Kernel kernel) {
        return Folding.fold(new ApplyNode(type, kernel, nodes, false));
    }

    /** All arguments through a kernel that may report faults. */
    Node applyChecked(ColumnType type, Kernel kernel) {
        return Folding.fold(new ApplyNode(type, kernel, nodes, true));
    }

    /** The same call with other arguments. */
    BoundCall with(List<Node> others) {
        return new BoundCall(entry, others);
    }

    /** The text of a constant argument. */
    String constantText(int argument) {
        if (node(argument) instanceof ConstantNode constant && constant.value() instanceof String text) {
            return text;
        }
        throw fail(argument, "must be a constant text");
    }

    /** The value of a constant integer argument. */
    int constantInteger(int argument) {
        if (node(argument) instanceof ConstantNode constant
                && constant.value() instanceof Long number
                && number == number.intValue()) {
            return number.intValue();
        }
        throw fail(argument, "must be a constant integer");
    }

    /** The exception that says what is wrong with an argument. */
    MistakenCall fail(int argument, String message) {
        String parameter = entry.parameter(argument).name();
        return new MistakenCall(argument, name() + ": argument " + (argument + 1) + " (" + parameter + ") " + message);
    }
}
