package dev.starbeam.expression.syntax;

import java.util.ArrayList;
import java.util.List;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.parser.StringProvider;
import net.sf.jsqlparser.parser.Token;
import net.sf.jsqlparser.parser.TokenMgrException;

/** Reads the text of one scalar expression. Backslashes in quoted text escape, as in Snowflake; $$text$$ is raw. */
public final class SqlReader {
    private SqlReader() {}

    /** The term; what cannot be read is added to {@code mistakes} and stands as {@link Term.Unreadable}. */
    public static Term read(String sql, List<ExpressionMistake> mistakes) {
        if (sql.isBlank()) {
            mistakes.add(new ExpressionMistake(0, "the expression is empty; write a column or a function of columns"));
            return new Term.Unreadable(0);
        }
        try {
            CCJSqlParser parser = new CCJSqlParser(new StringProvider(sql));
            parser.withAllowComplexParsing(true).withBackslashEscapeCharacter(true);
            Expression expression = parser.Expression();
            Token next = parser.getNextToken();
            if (next.kind != 0) {
                return unexpected(sql, next, mistakes);
            }
            return new TermReader(mistakes).read(expression);
        } catch (ParseException e) {
            Token before = e.currentToken;
            return unexpected(sql, before == null || before.next == null ? before : before.next, mistakes);
        } catch (TokenMgrException e) {
            mistakes.add(new ExpressionMistake(
                    unclosedQuote(sql), "\"" + sql + "\" has a character or an open quote that SQL cannot read here"));
            return new Term.Unreadable(0);
        }
    }

    private static Term unexpected(
            String sql, @org.jspecify.annotations.Nullable Token token, List<ExpressionMistake> mistakes) {
        boolean atEnd = token == null || token.kind == 0;
        int offset = token == null || atEnd ? sql.length() : token.absoluteBegin - 1;
        String found = token == null || atEnd ? "the end" : "\"" + token.image + "\"";
        String hint = openParentheses(sql) > 0 ? "; a parenthesis is not closed" : "";
        mistakes.add(new ExpressionMistake(
                offset, "did not expect " + found + " at character " + (offset + 1) + " of \"" + sql + "\"" + hint));
        return new Term.Unreadable(offset);
    }

    private static long openParentheses(String sql) {
        return sql.chars().filter(c -> c == '(').count()
                - sql.chars().filter(c -> c == ')').count();
    }

    private static int unclosedQuote(String sql) {
        List<Integer> quotes = new ArrayList<>();
        for (int i = 0; i < sql.length(); i++) {
            if (sql.charAt(i) == '\'' || sql.charAt(i) == '"') {
                quotes.add(i);
            }
        }
        return quotes.isEmpty() ? 0 : quotes.get(quotes.size() - 1);
    }
}
