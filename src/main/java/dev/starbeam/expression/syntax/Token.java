package dev.starbeam.expression.syntax;

import java.util.Locale;

/**
 * One word or sign of an expression's text.
 *
 * @param text as written; of quoted text and names what they stand for
 * @param offset where it begins, in characters from 0
 * @param end where it ends
 */
record Token(Kind kind, String text, int offset, int end) {
    enum Kind {
        /** A bare word: a name, a function or a word of SQL. */
        WORD,
        /** A name in double quotes. */
        NAME,
        TEXT,
        NUMBER,
        SIGN,
        END
    }

    boolean is(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    /** The word in lower case; empty if it is none. */
    String word() {
        return kind == Kind.WORD ? text.toLowerCase(Locale.ROOT) : "";
    }
}
