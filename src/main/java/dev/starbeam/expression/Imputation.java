package dev.starbeam.expression;

import dev.starbeam.expression.syntax.Term;
import java.util.List;
import java.util.Set;

/**
 * Whether an expression makes a value up where there was none: a constant in {@code coalesce}, {@code nvl} or
 * {@code ifnull}, any {@code zeroifnull}, or a CASE or IFF on {@code is null} with a constant for the missing value.
 */
final class Imputation {
    private static final Set<String> DEFAULTS = Set.of("coalesce", "nvl", "ifnull");

    private Imputation() {}

    static boolean of(Term term) {
        if (term instanceof Term.Cast cast) {
            return of(cast.value());
        }
        return term instanceof Term.Call call
                && (imputes(call) || call.arguments().stream().anyMatch(Imputation::of));
    }

    private static boolean imputes(Term.Call call) {
        List<Term> arguments = call.arguments();
        return switch (call.function()) {
            case "zeroifnull" -> true;
            case "case", "iff" -> replacesNull(arguments);
            default ->
                DEFAULTS.contains(call.function()) && arguments.stream().skip(1).anyMatch(Imputation::isConstant);
        };
    }

    /** A branch for NULL, or all that is left after a branch for {@code is not null}, that is a constant. */
    private static boolean replacesNull(List<Term> arguments) {
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

    private static boolean isCall(Term term, String function) {
        return term instanceof Term.Call call && call.function().equals(function);
    }

    /** Reads no column, and is not the word NULL. */
    private static boolean isConstant(Term term) {
        if (term instanceof Term.Call call) {
            return call.arguments().stream().allMatch(Imputation::isConstant);
        }
        if (term instanceof Term.Cast cast) {
            return isConstant(cast.value());
        }
        return !(term instanceof Term.Name || term instanceof Term.NullLiteral || term instanceof Term.Unreadable);
    }
}
