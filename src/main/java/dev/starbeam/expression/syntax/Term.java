package dev.starbeam.expression.syntax;

import java.util.List;

/** A part of an expression as written; operators are calls of functions named like them. */
public sealed interface Term {
    /** Where it stands in the text, in characters from 0. */
    int offset();

    /** A column, or the name of a date part. */
    record Name(String text, boolean quoted, int offset) implements Term {}

    record TextLiteral(String value, int offset) implements Term {}

    /** A number as written: digits, a point, an exponent. */
    record NumberLiteral(String digits, int offset) implements Term {}

    record BooleanLiteral(boolean value, int offset) implements Term {}

    record NullLiteral(int offset) implements Term {}

    /** A function, in lower case, or an operator. */
    record Call(String function, List<Term> arguments, int offset) implements Term {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * {@code cast(value as type)}, {@code value::type} or, when {@code attempt}, {@code try_cast(value as type)}.
     *
     * @param type the type's name in lower case
     * @param sizes the numbers in parentheses after it
     */
    record Cast(Term value, String type, List<Integer> sizes, boolean attempt, int offset) implements Term {
        public Cast {
            sizes = List.copyOf(sizes);
        }
    }

    /** Something this language does not have; its mistake is already noted. */
    record Unreadable(int offset) implements Term {}
}
