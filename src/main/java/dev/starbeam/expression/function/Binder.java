package dev.starbeam.expression.function;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.expression.kernel.Attempt;
import dev.starbeam.expression.syntax.ExpressionMistake;
import dev.starbeam.expression.syntax.Term;
import dev.starbeam.expression.tree.ConstantNode;
import dev.starbeam.expression.tree.Node;
import dev.starbeam.expression.tree.ZonedNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Gives every term its type and node. Notes each mistake once and goes on with the rest. */
public final class Binder {
    /** What is to be done with a timestamp that has a zone of its own. */
    public static final String ZONED = "a timestamp with a zone is converted first: convert_timezone('UTC', …), or"
            + " to_timestamp_ntz(…) for what the clocks of its own zone show";

    private static final Set<String> TAKE_ZONES = Set.of(
            "convert_timezone",
            "to_timestamp_ntz",
            "to_timestamp",
            "to_date",
            "try_to_timestamp_ntz",
            "try_to_timestamp",
            "try_to_date");

    private final Scope scope;
    private final List<ExpressionMistake> mistakes;

    public Binder(Scope scope, List<ExpressionMistake> mistakes) {
        this.scope = scope;
        this.mistakes = mistakes;
    }

    /** The node; empty when the term has mistakes, which are then noted. */
    public Optional<Node> bind(Term term) {
        try {
            if (term instanceof Term.Name name) {
                return Optional.of(scope.column(name));
            }
            if (term instanceof Term.Call call) {
                return call(call);
            }
            return term instanceof Term.Cast cast ? cast(cast) : literal(term);
        } catch (MistakenCall mistake) {
            mistakes.add(new ExpressionMistake(offset(term, mistake.argument()), mistake.mistake()));
            return Optional.empty();
        }
    }

    private static int offset(Term term, int argument) {
        boolean inside = term instanceof Term.Call call
                && argument >= 0
                && argument < call.arguments().size();
        return inside ? ((Term.Call) term).arguments().get(argument).offset() : term.offset();
    }

    private Optional<Node> literal(Term term) {
        if (term instanceof Term.TextLiteral text) {
            return Optional.of(ConstantNode.of(ColumnType.TEXT, text.value()));
        }
        if (term instanceof Term.NumberLiteral number) {
            return Optional.of(Literals.number(number.digits()));
        }
        if (term instanceof Term.BooleanLiteral truth) {
            return Optional.of(ConstantNode.of(ColumnType.BOOLEAN, truth.value()));
        }
        return term instanceof Term.NullLiteral ? Optional.of(ConstantNode.nullOf(ColumnType.TEXT)) : Optional.empty();
    }

    private Optional<Node> cast(Term.Cast cast) {
        Optional<Node> value = bind(cast.value());
        ColumnType type = TypeNames.of(cast.type(), cast.sizes());
        Attempt attempt = new Attempt(cast.attempt() ? "try_cast" : "cast", cast.attempt());
        return value.map(from -> Conversions.written(from, type, attempt)
                .orElseThrow(() ->
                        new MistakenCall(-1, attempt.name() + ": " + from.type() + " does not convert to " + type)));
    }

    private Optional<Node> call(Term.Call call) {
        Optional<FunctionEntry> entry = FunctionCatalog.find(call.function());
        List<Optional<Node>> bound = new ArrayList<>();
        for (int i = 0; i < call.arguments().size(); i++) {
            boolean part = entry.isPresent() && isPart(entry.get(), i);
            bound.add(
                    part ? part(call.arguments().get(i)) : bind(call.arguments().get(i)));
        }
        if (entry.isEmpty()) {
            throw FunctionCatalog.unknown(call.function());
        }
        checkCount(entry.get(), call);
        if (bound.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        List<Node> nodes = bound.stream().flatMap(Optional::stream).toList();
        if (!TAKE_ZONES.contains(call.function())) {
            nodes.stream().filter(ZonedNode.class::isInstance).findFirst().ifPresent(zoned -> {
                throw new MistakenCall(nodes.indexOf(zoned), ZONED);
            });
        }
        return checked(call, entry.get(), nodes);
    }

    private static boolean isPart(FunctionEntry entry, int argument) {
        return argument < entry.mostArguments() && entry.parameter(argument).accepts() == Accepts.PART;
    }

    /** A date part is a bare word that names no column. */
    private Optional<Node> part(Term term) {
        return term instanceof Term.Name name
                ? Optional.of(ConstantNode.of(ColumnType.TEXT, name.text().toLowerCase(Locale.ROOT)))
                : bind(term);
    }

    private static void checkCount(FunctionEntry entry, Term.Call call) {
        int given = call.arguments().size();
        if (given < entry.leastArguments() || given > entry.mostArguments()) {
            throw new MistakenCall(
                    -1, entry.name() + " takes " + counts(entry) + ", not " + given + ": " + entry.usage());
        }
    }

    private static String counts(FunctionEntry entry) {
        int least = entry.leastArguments();
        int most = entry.mostArguments();
        String range =
                most == Integer.MAX_VALUE ? least + " or more" : least == most ? "" + least : least + " to " + most;
        return range + (range.equals("1") ? " argument" : " arguments");
    }

    private Optional<Node> checked(Term.Call call, FunctionEntry entry, List<Node> nodes) {
        List<Node> typed = new ArrayList<>();
        boolean sound = true;
        for (int i = 0; i < nodes.size(); i++) {
            Optional<Node> accepted = accept(entry.parameter(i).accepts(), nodes.get(i));
            if (accepted.isEmpty()) {
                String expected = entry.parameter(i).accepts().words();
                String message = new BoundCall(entry, nodes)
                        .fail(
                                i,
                                "should be " + expected + ", but is "
                                        + nodes.get(i).type())
                        .mistake();
                mistakes.add(new ExpressionMistake(call.arguments().get(i).offset(), message));
                sound = false;
            }
            typed.add(accepted.orElse(nodes.get(i)));
        }
        return sound ? Optional.of(entry.binding().bind(new BoundCall(entry, typed))) : Optional.empty();
    }

    private static Optional<Node> accept(Accepts accepts, Node node) {
        if (accepts == Accepts.ANY || (accepts.accepts(node.type()) && !Conversions.isLiteralNull(node))) {
            return Optional.of(node);
        }
        if (Conversions.isLiteralNull(node)) {
            return Optional.of(ConstantNode.nullOf(accepts.forNull()));
        }
        boolean readable = accepts == Accepts.TIME
                && node instanceof ConstantNode
                && node.type().equals(ColumnType.TEXT);
        return readable ? Conversions.implicit(node, ColumnType.TIMESTAMP) : Optional.empty();
    }
}
