package dev.starbeam.warehouse.snowflake.query;

import dev.starbeam.model.dialect.ParsedQuery;
import dev.starbeam.model.dialect.Refusal;
import dev.starbeam.model.dialect.Refusals;
import dev.starbeam.model.dialect.SyntaxTree;
import java.util.List;
import java.util.function.UnaryOperator;
import net.sf.jsqlparser.parser.Token;
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
        Select select =
                ParsedQuery.select(sql).orElseThrow(() -> new IllegalArgumentException("not one SELECT: " + sql));
        ZonePairs zones = new ZonePairs(refusals);
        SyntaxTree.rewrite(select, first, zones);
        SyntaxTree.rewrite(select, first, new SnowflakeRules(quoted, zones.calls(), refusals));
        String translated = select.toString();
        if (refusals.found().isEmpty() && ParsedQuery.select(translated).isEmpty()) {
            refusals.add(first, "this query can't be translated for Snowflake; it becomes " + translated);
        }
        return new SnowflakeQuery(translated, refusals.found());
    }
}
