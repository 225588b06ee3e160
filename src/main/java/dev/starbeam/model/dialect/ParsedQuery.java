package dev.starbeam.model.dialect;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.parser.StringProvider;
import net.sf.jsqlparser.parser.Token;
import net.sf.jsqlparser.parser.TokenMgrException;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.select.Select;

/** A mart's query, parsed. */
public final class ParsedQuery {
    private ParsedQuery() {}

    /** The one SELECT that the text is, if it is one. */
    public static Optional<Select> select(String sql) {
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

    /** Its first word. */
    static Token start(String sql) {
        return new CCJSqlParser(new StringProvider(sql)).getNextToken();
    }
}
