package dev.starbeam.expression.syntax;

import java.util.ArrayList;
import java.util.List;

/** Cuts an expression's text into words and signs; blanks and comments ({@code --}, {@code /* *}{@code /}) divide them. */
final class Tokens {
    private static final List<String> LONG_SIGNS = List.of("::", "||", "<>", "!=", "<=", ">=", "==");
    private static final String SIGNS = "+-*/%=<>(),.;:?[]{}&|^~!@#";

    private final String sql;
    private int at;

    private Tokens(String sql) {
        this.sql = sql;
    }

    /** All tokens, the last of them the end. */
    static List<Token> of(String sql) throws UnreadableException {
        return new Tokens(sql).all();
    }

    private List<Token> all() throws UnreadableException {
        List<Token> tokens = new ArrayList<>();
        skipBlanks();
        while (at < sql.length()) {
            tokens.add(next());
            skipBlanks();
        }
        tokens.add(new Token(Token.Kind.END, "", sql.length(), sql.length()));
        return tokens;
    }

    private Token next() throws UnreadableException {
        char c = sql.charAt(at);
        if (c == '\'') {
            return text();
        } else if (c == '"' || c == '`') {
            return name(c);
        } else if (sql.startsWith("$$", at)) {
            return raw();
        } else if (isDigit(at) || (c == '.' && isDigit(at + 1))) {
            return number();
        }
        return Character.isLetter(c) || c == '_' ? word() : sign();
    }

    private Token word() throws UnreadableException {
        int start = at;
        while (at < sql.length() && isWordPart(sql.charAt(at))) {
            at++;
        }
        if (at < sql.length() && sql.charAt(at) == '\'') {
            throw new UnreadableException(
                    start, "\"" + sql.substring(start, at) + "'\" opens no text of this language; write '…' or $$…$$");
        }
        return token(Token.Kind.WORD, sql.substring(start, at), start);
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }

    private Token number() throws UnreadableException {
        int start = at;
        skipDigits();
        if (at < sql.length() && sql.charAt(at) == '.') {
            at++;
            skipDigits();
        }
        if (at < sql.length() && (sql.charAt(at) | 0x20) == 'e') {
            at++;
            at += at < sql.length() && (sql.charAt(at) == '+' || sql.charAt(at) == '-') ? 1 : 0;
            skipDigits();
        }
        boolean whole = Character.isDigit(sql.charAt(at - 1)) || sql.charAt(at - 1) == '.';
        if (!whole || (at < sql.length() && isWordPart(sql.charAt(at)))) {
            throw unexpected(start, sql.substring(start, Math.min(at + 1, sql.length())), "; it is no number");
        }
        return token(Token.Kind.NUMBER, sql.substring(start, at), start);
    }

    private void skipDigits() {
        while (isDigit(at)) {
            at++;
        }
    }

    private boolean isDigit(int i) {
        return i < sql.length() && sql.charAt(i) >= '0' && sql.charAt(i) <= '9';
    }

    private Token text() throws UnreadableException {
        int start = at++;
        while (at < sql.length() && (sql.charAt(at) != '\'' || isAt(at + 1, '\''))) {
            at += sql.charAt(at) == '\\' || sql.charAt(at) == '\'' ? 2 : 1;
        }
        if (at >= sql.length()) {
            throw openQuote(start);
        }
        return token(Token.Kind.TEXT, Escapes.unescape(sql, start + 1, at++), start);
    }

    private Token raw() throws UnreadableException {
        int start = at;
        int close = sql.indexOf("$$", at + 2);
        if (close < 0) {
            throw openQuote(start);
        }
        at = close + 2;
        return token(Token.Kind.TEXT, sql.substring(start + 2, close), start);
    }

    private Token name(char quote) throws UnreadableException {
        int start = at++;
        while (at < sql.length() && (sql.charAt(at) != quote || isAt(at + 1, quote))) {
            at += sql.charAt(at) == quote ? 2 : 1;
        }
        if (at >= sql.length()) {
            throw openQuote(start);
        }
        String inner = sql.substring(start + 1, at++).replace("" + quote + quote, "" + quote);
        return token(Token.Kind.NAME, inner, start);
    }

    private boolean isAt(int i, char c) {
        return i < sql.length() && sql.charAt(i) == c;
    }

    private UnreadableException openQuote(int start) {
        return new UnreadableException(
                start, "\"" + sql + "\" has an open quote at character " + (start + 1) + "; close it");
    }

    private Token sign() throws UnreadableException {
        int start = at;
        for (String sign : LONG_SIGNS) {
            if (sql.startsWith(sign, at)) {
                at += sign.length();
                return token(Token.Kind.SIGN, sign, start);
            }
        }
        if (SIGNS.indexOf(sql.charAt(at)) < 0) {
            throw unexpected(start, Character.toString(sql.codePointAt(at)), "; it is no character of SQL");
        }
        at++;
        return token(Token.Kind.SIGN, sql.substring(start, at), start);
    }

    private UnreadableException unexpected(int offset, String found, String hint) {
        return new UnreadableException(
                offset, "did not expect \"" + found + "\" at character " + (offset + 1) + " of \"" + sql + "\"" + hint);
    }

    private Token token(Token.Kind kind, String text, int start) {
        return new Token(kind, text, start, at);
    }

    private void skipBlanks() throws UnreadableException {
        while (at < sql.length()) {
            if (sql.startsWith("--", at)) {
                int line = sql.indexOf('\n', at);
                at = line < 0 ? sql.length() : line;
            } else if (sql.startsWith("/*", at)) {
                int close = sql.indexOf("*/", at + 2);
                if (close < 0) {
                    throw new UnreadableException(at, "the comment at character " + (at + 1) + " is not closed");
                }
                at = close + 2;
            } else if (Character.isWhitespace(sql.charAt(at))) {
                at++;
            } else {
                return;
            }
        }
    }
}
