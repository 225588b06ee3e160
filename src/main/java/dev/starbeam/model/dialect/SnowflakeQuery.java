package dev.starbeam.model.dialect;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.parser.StringProvider;
import net.sf.jsqlparser.parser.Token;
import net.sf.jsqlparser.parser.TokenMgrException;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.select.Select;

/**
 * A mart's query as Snowflake reads it.
 *
 * @param sql its text; of use only if nothing is refused
 * @param refusals what one of the warehouses doesn't know, or takes for something else
 */
public record SnowflakeQuery(String sql, List<Refusal> refusals) {
    /**
     * Translates a query.
     *
     * @param sql one SELECT
     * @param quoted the name of a table or column in quotes, as Snowflake has stored it
     */
    public static SnowflakeQuery of(String sql, UnaryOperator<String> quoted) {
        Refusals refusals = new Refusals();
        Token first = Comments.check(sql, refusals);
        Select select = select(sql).orElseThrow(() -> new IllegalArgumentException("not one SELECT: " + sql));
        SyntaxTree.rewrite(select, first, new SnowflakeRules(quoted, refusals));
        String translated = select.toString();
        if (refusals.found().isEmpty() && select(translated).isEmpty()) {
            refusals.add(first, "this query can't be translated for Snowflake; it becomes " + translated);
        }
        return new SnowflakeQuery(translated, refusals.found());
    }

    /** The names of all functions that marts may call. */
    public static Set<String> functions() {
        return PortableFunctions.names();
    }

    /** The query, if the text is one. */
    static Optional<Select> select(String sql) {
        try {
            CCJSqlParser parser = new CCJSqlParser(new StringProvider(sql)).withAllowComplexParsing(true);
            List<Statement> statements =
                    parser.Statements().stream().filter(Objects::nonNull).toList();
            return statements.size() == 1 && statements.get(0) instanceof Select select
                    ? Optional.of(select)
                    : Optional.empty();
        } catch (ParseException | TokenMgrException e) {
            return Optional.empty();
        }
    }
}
