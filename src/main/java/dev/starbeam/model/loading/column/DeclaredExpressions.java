package dev.starbeam.model.loading.column;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.expression.Expression;
import dev.starbeam.expression.ExpressionCompiler;
import dev.starbeam.expression.InvalidExpressionException;
import dev.starbeam.expression.syntax.ExpressionMistake;
import dev.starbeam.model.loading.yaml.Declared;
import dev.starbeam.model.loading.yaml.Mistakes;
import dev.starbeam.model.loading.yaml.PlacedText;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles the expressions of one table and reports their mistakes where they stand in the file. */
public final class DeclaredExpressions {
    private static final String IMPUTES = "staging does not impute: a NULL stays NULL, so that quality can count it;"
            + " put the constant into the fact's or dimension's column, or into a mart's aggregate";

    private final Mistakes mistakes;
    private final boolean mayImpute;

    private DeclaredExpressions(Mistakes mistakes, boolean mayImpute) {
        this.mistakes = mistakes;
        this.mayImpute = mayImpute;
    }

    /** For dimensions and facts, where {@code coalesce} may put a constant for a NULL. */
    public static DeclaredExpressions modelling(Mistakes mistakes) {
        return new DeclaredExpressions(mistakes, true);
    }

    /** For staged entities, where a NULL must stay what it is. */
    public static DeclaredExpressions staging(Mistakes mistakes) {
        return new DeclaredExpressions(mistakes, false);
    }

    /**
     * The expression, or {@code null} when it is at fault or depends on something that is.
     *
     * @param later columns of the same table that are declared further down
     */
    @Nullable
    Expression read(Declared declared, Scope scope, Set<String> later) {
        PlacedText sql = declared.placedText("an expression");
        return sql == null || scope.isDoubtful() ? null : compile(sql, scope, later);
    }

    /** The column itself as an expression. */
    @Nullable
    Expression column(String name, Scope scope, Declared at) {
        try {
            return ExpressionCompiler.compile('"' + name.replace("\"", "\"\"") + '"', scope.schema());
        } catch (InvalidExpressionException e) {
            at.mistake(e.mistakes().get(0).message());
            return null;
        }
    }

    /** A condition: an expression that is true or false. */
    @Nullable
    public Expression readCondition(Declared declared, Scope scope) {
        Expression condition = read(declared, scope, Set.of());
        if (condition != null && !condition.type().equals(ColumnType.BOOLEAN)) {
            declared.mistake("expected a condition (boolean), found an expression of type " + condition.type());
            return null;
        }
        return condition;
    }

    private @Nullable Expression compile(PlacedText sql, Scope scope, Set<String> later) {
        try {
            Expression expression = ExpressionCompiler.compile(sql.value(), scope.schema(), scope.constants());
            if (expression.imputes() && !mayImpute) {
                mistakes.add(sql.place(), IMPUTES);
            }
            return expression;
        } catch (InvalidExpressionException e) {
            for (ExpressionMistake mistake : e.mistakes()) {
                report(mistake, sql, scope, later);
            }
            return null;
        }
    }

    private void report(ExpressionMistake mistake, PlacedText sql, Scope scope, Set<String> later) {
        String word = wordAt(sql.value(), mistake.offset());
        if (scope.doubtfulColumns().contains(word)) {
            return;
        }
        boolean isLater = later.contains(word) && !scope.contains(word);
        String message = isLater
                ? "column \"" + word + "\" is declared below; an expression may use only the columns above it"
                : mistake.message();
        mistakes.add(sql.place(mistake.offset()), message);
    }

    private static String wordAt(String sql, int offset) {
        int start = Math.max(0, Math.min(offset, sql.length()));
        if (start < sql.length() && sql.charAt(start) == '"') {
            start++;
        }
        int end = start;
        while (end < sql.length() && Character.isJavaIdentifierPart(sql.charAt(end))) {
            end++;
        }
        return sql.substring(start, end);
    }
}
