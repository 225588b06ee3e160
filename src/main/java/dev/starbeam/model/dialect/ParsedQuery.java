package dev.starbeam.model.dialect;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.parser.StringProvider;
import net.sf.jsqlparser.parser.Token;
import net.sf.jsqlparser.parser.TokenMgrException;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.select.Select;

/** A mart's query, parsed: in a time that doesn't grow out of hand with parentheses within parentheses. */
public final class ParsedQuery {
    /** Beyond it, looking for every form that the parser knows takes seconds, and minutes two levels on. */
    private static final int DEEPEST_WITH_ALL_FORMS = 8;

    private ParsedQuery() {}

    /** The one SELECT that the text is, if it is one. */
    public static Optional<Select> select(String sql) {
        try {
            List<Statement> statements = statements(sql);
            return statements.size() == 1 && statements.get(0) instanceof Select select
                    ? Optional.of(select)
                    : Optional.empty();
        } catch (ParseException | TokenMgrException e) {
            return Optional.empty();
        }
    }

    /**
     * The statements that a text holds. The plain grammar, which nearly all texts are in, is tried first.
     *
     * @throws ParseException without a token where the text as a whole is beyond the parser
     */
    public static List<Statement> statements(String sql) throws ParseException {
        if (sql.isBlank()) {
            return List.of();
        }
        try {
            return parsed(sql, false);
        } catch (ParseException e) {
            if (CCJSqlParserUtil.getNestingDepth(sql) > DEEPEST_WITH_ALL_FORMS) {
                throw e;
            }
            return parsed(sql, true);
        }
    }

    private static List<Statement> parsed(String sql, boolean allForms) throws ParseException {
        try {
            CCJSqlParser parser = new CCJSqlParser(new StringProvider(sql)).withAllowComplexParsing(allForms);
            return parser.Statements().stream().filter(Objects::nonNull).toList();
        } catch (StackOverflowError e) {
            throw new ParseException("it is nested too deeply");
        }
    }

    /** Its first word. */
    static Token start(String sql) {
        return new CCJSqlParser(new StringProvider(sql)).getNextToken();
    }
}
