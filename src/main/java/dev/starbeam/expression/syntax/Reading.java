package dev.starbeam.expression.syntax;

import java.util.List;

/** A place in the tokens of an expression's text. Nothing is taken but by {@link #take}, {@link #skip} and their like. */
final class Reading {
    private final String sql;
    private final List<Token> tokens;
    private int at;

    Reading(String sql) throws UnreadableException {
        this.sql = sql;
        this.tokens = Tokens.of(sql);
    }

    Token next() {
        return tokens.get(at);
    }

    Token afterNext() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    Token take() {
        Token token = next();
        at += token.kind() == Token.Kind.END ? 0 : 1;
        return token;
    }

    boolean skip(String sign) {
        boolean there = next().is(sign);
        at += there ? 1 : 0;
        return there;
    }

    boolean skipWord(String word) {
        boolean there = next().isWord(word);
        at += there ? 1 : 0;
        return there;
    }

    void expect(String sign) throws UnreadableException {
        if (!skip(sign)) {
            throw unexpected();
        }
    }

    void expectWord(String word) throws UnreadableException {
        if (!skipWord(word)) {
            throw unexpected();
        }
    }

    /** @param open the parenthesis to be closed */
    void expectClose(Token open) throws UnreadableException {
        if (next().kind() == Token.Kind.END) {
            throw new UnreadableException(
                    open.offset(), "did not expect the end of \"" + sql + "\"; a parenthesis is not closed");
        }
        expect(")");
    }

    /** As written, from a token to what was taken last. */
    String written(int from) {
        return sql.substring(
                from, at == 0 ? from : Math.max(from, tokens.get(at - 1).end()));
    }

    UnreadableException unexpected() {
        Token found = next();
        if (found.kind() == Token.Kind.END) {
            return new UnreadableException(
                    found.offset(),
                    "did not expect the end at character " + (found.offset() + 1) + " of \"" + sql + "\"");
        }
        String written = sql.substring(found.offset(), found.end());
        String hint = ReservedWords.contains(found.word())
                ? "; it is a word of SQL, and a column of that name is written in double quotes: \"" + written + "\""
                : "";
        return new UnreadableException(
                found.offset(),
                "did not expect \"" + written + "\" at character " + (found.offset() + 1) + " of \"" + sql + "\""
                        + hint);
    }
}
