package dev.starbeam.expression.function;

import dev.starbeam.expression.tree.Node;
import java.util.List;

/**
 * One function or operator: what it is called, takes, returns and means, an example, and how a call becomes a node.
 * Immutable; the methods named like components return changed copies.
 *
 * @param name in lower case; an operator's symbol
 * @param usage how a call is written
 * @param returns the type of the result, in words
 * @param nulls when the result is NULL
 * @param description what it does, in one sentence
 * @param example an expression without columns
 * @param result the example's value as text
 * @param note how the meaning differs from DuckDB's, empty when it does not
 */
public record FunctionEntry(
        String name,
        String usage,
        List<Parameter> parameters,
        String returns,
        String nulls,
        String description,
        String example,
        String result,
        String note,
        Binding binding) {

    static final String STRICT = "an argument is NULL";

    /** How a call with arguments of the right types becomes a node. */
    @FunctionalInterface
    public interface Binding {
        Node bind(BoundCall call);
    }

    static FunctionEntry named(String name, Parameter... parameters) {
        List<Parameter> list = List.of(parameters);
        return new FunctionEntry(name, usage(name, list), list, "text", STRICT, "", "", "", "", call -> {
            throw call.notCallable();
        });
    }

    private static String usage(String name, List<Parameter> parameters) {
        StringBuilder usage = new StringBuilder(name).append('(');
        for (int i = 0; i < parameters.size(); i++) {
            Parameter p = parameters.get(i);
            String separator = i == 0 ? "" : ", ";
            usage.append(p.optional() ? "[" : "")
                    .append(separator)
                    .append(p.signature())
                    .append(p.optional() ? "]" : "");
        }
        return usage.append(')').toString();
    }

    FunctionEntry written(String newUsage) {
        return new FunctionEntry(
                name, newUsage, parameters, returns, nulls, description, example, result, note, binding);
    }

    FunctionEntry returning(String type) {
        return new FunctionEntry(name, usage, parameters, type, nulls, description, example, result, note, binding);
    }

    FunctionEntry nullWhen(String when) {
        return new FunctionEntry(name, usage, parameters, returns, when, description, example, result, note, binding);
    }

    FunctionEntry says(String sentence) {
        return new FunctionEntry(name, usage, parameters, returns, nulls, sentence, example, result, note, binding);
    }

    FunctionEntry example(String sql, String value) {
        return new FunctionEntry(name, usage, parameters, returns, nulls, description, sql, value, note, binding);
    }

    FunctionEntry differs(String how) {
        return new FunctionEntry(name, usage, parameters, returns, nulls, description, example, result, how, binding);
    }

    FunctionEntry binds(Binding newBinding) {
        return new FunctionEntry(
                name, usage, parameters, returns, nulls, description, example, result, note, newBinding);
    }

    /** The same function under another name. */
    FunctionEntry alias(String other) {
        return new FunctionEntry(
                other,
                usage.replaceFirst(java.util.regex.Pattern.quote(name), other),
                parameters,
                returns,
                nulls,
                "The same as `" + name + "`.",
                example.replaceFirst(java.util.regex.Pattern.quote(name), other),
                result,
                note,
                binding);
    }

    int leastArguments() {
        return (int) parameters.stream().filter(p -> !p.optional()).count();
    }

    int mostArguments() {
        boolean open =
                !parameters.isEmpty() && parameters.get(parameters.size() - 1).repeated();
        return open ? Integer.MAX_VALUE : parameters.size();
    }

    /** The parameter that an argument is for; the repeated last one for all beyond. */
    Parameter parameter(int argument) {
        return parameters.get(Math.min(argument, parameters.size() - 1));
    }
}
