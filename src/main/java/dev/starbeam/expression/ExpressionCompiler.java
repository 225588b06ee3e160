package dev.starbeam.expression;

import dev.starbeam.batch.Schema;
import dev.starbeam.expression.function.Binder;
import dev.starbeam.expression.function.Scope;
import dev.starbeam.expression.syntax.ExpressionMistake;
import dev.starbeam.expression.syntax.SqlReader;
import dev.starbeam.expression.syntax.Term;
import dev.starbeam.expression.tree.Node;
import dev.starbeam.expression.tree.ZonedNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Compiles SQL scalar expressions with Snowflake's meaning. {@code docs/functions.md} lists the functions and
 * operators.
 *
 * <pre>{@code
 * Expression total = ExpressionCompiler.compile("quantity * unit_price", schema);
 * Column totals = total.evaluate(batch, faults);
 * }</pre>
 */
public final class ExpressionCompiler {
    private ExpressionCompiler() {}

    /**
     * Reads, types and compiles an expression.
     *
     * @param scope the columns it may read. A name matches exactly, or, unless in double quotes, the only column that
     *     differs in case alone.
     * @throws InvalidExpressionException with every mistake, in the order of the text
     */
    public static Expression compile(String sql, Schema scope) throws InvalidExpressionException {
        return compile(sql, scope, Set.of());
    }

    /**
     * The same, where some columns of the scope are known to hold one value in every row: to put such a column in a
     * missing value's place {@linkplain Expression#imputes imputes}, too.
     */
    public static Expression compile(String sql, Schema scope, Set<String> constants)
            throws InvalidExpressionException {
        List<ExpressionMistake> mistakes = new ArrayList<>();
        Term term = SqlReader.read(sql, mistakes);
        Scope columns = new Scope(scope);
        Optional<Node> root = new Binder(columns, mistakes).bind(term);
        if (root.isPresent() && root.get() instanceof ZonedNode) {
            mistakes.add(new ExpressionMistake(term.offset(), Binder.ZONED));
        }
        if (root.isEmpty() || !mistakes.isEmpty()) {
            mistakes.sort(Comparator.comparingInt(ExpressionMistake::offset));
            throw new InvalidExpressionException(mistakes);
        }
        return new CompiledExpression(sql, columns.read(), root.get(), new Imputation(scope, constants).in(term));
    }
}
