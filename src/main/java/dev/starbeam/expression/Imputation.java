package dev.starbeam.expression;

import dev.starbeam.batch.Schema;
import dev.starbeam.expression.syntax.Term;
import java.util.List;
import java.util.Set;

/**
 * Whether an expression makes a value up where there was none: a constant in {@code coalesce}, {@code nvl} or
 * {@code ifnull}, any {@code zeroifnull}, or a CASE or IFF on {@code is null} with a constant for the missing value.
 */
final class Imputation {
    private static final Set<String> DEFAULTS = Set.of("coalesce", "nvl", "ifnull");

    private final Schema scope;
    private final Set<String> constants;

    /** @param constants columns of the scope that hold one value in every row */
    Imputation(Schema scope, Set<String> constants) {
        this.scope = scope;
        this.constants = constants;
    }

    boolean in(Term term) {
        if (term instanceof Term.Cast cast) {
            return in(cast.value());
        }
        return term instanceof Term.Call call
                && (imputes(call) || call.arguments().stream().anyMatch(this::in));
    }

    private boolean imputes(Term.Call call) {
        List<Term> arguments = call.arguments();
        return switch (call.function()) {
            case "zeroifnull" -> true;
            case "case", "iff" -> replacesNull(arguments);
            default ->
                DEFAULTS.contains(call.function()) && arguments.stream().skip(1).anyMatch(this::isConstant);
        };
    }

    /** A branch for NULL, or all that is left after a branch for {@code is not null}, that is a constant. */
    private boolean replacesNull(List<Term> arguments) {
        int last = arguments.size() - 1;
        for (int i = 0; i < last; i += 2) {
            boolean whenNull = isCall(arguments.get(i), "is null") && isConstant(arguments.get(i + 1));
            boolean otherwise = arguments.get(i) instanceof Term.Call not
                    && not.function().equals("not")
                    && isCall(not.arguments().get(0), "is null")
                    && isConstant(arguments.get(last));
            if (whenNull || otherwise) {
                return true;
            }
        }
        return false;
    }

    /** Whether it means a constant column: by its very name or, without quotes and such a column, ignoring case. */
    private boolean names(Term.Name name) {
        return constants.contains(name.text())
                || (!name.quoted()
                        && !scope.names().contains(name.text())
                        && constants.stream().anyMatch(name.text()::equalsIgnoreCase));
    }

    private static boolean isCall(Term term, String function) {
        return term instanceof Term.Call call && call.function().equals(function);
    }

    /** Reads no column but constant ones, and is not the word NULL. */
    private boolean isConstant(Term term) {
        if (term instanceof Term.Call call) {
            return call.arguments().stream().allMatch(this::isConstant);
        }
        if (term instanceof Term.Cast cast) {
            return isConstant(cast.value());
        }
        if (term instanceof Term.Name name) {
            return names(name);
        }
        return !(term instanceof Term.NullLiteral || term instanceof Term.Unreadable);
    }
}
