package dev.starbeam.expression.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads what stands between operators: literals, columns, calls, casts, CASE and parentheses. */
final class OperandReader {
    private static final Set<String> CALLABLE_WORDS = Set.of("left", "right");
    private static final Set<String> MOMENTS = Set.of("date", "timestamp", "timestamp_ntz");
    private static final Set<String> BEHIND_CALLS = Set.of("over", "filter", "within");

    private final Reading in;
    private final OperatorReader expressions;
    private final List<ExpressionMistake> mistakes;

    OperandReader(Reading in, OperatorReader expressions, List<ExpressionMistake> mistakes) {
        this.in = in;
        this.expressions = expressions;
        this.mistakes = mistakes;
    }

    /** A type as written in a cast. */
    record Type(String name, List<Integer> sizes) {
        Term of(Term value, boolean attempt, int offset) {
            return new Term.Cast(value, name, sizes, attempt, offset);
        }
    }

    Term read() throws UnreadableException {
        Token next = in.next();
        return switch (next.kind()) {
            case TEXT -> new Term.TextLiteral(in.take().text(), next.offset());
            case NUMBER -> new Term.NumberLiteral(in.take().text(), next.offset());
            case NAME -> column(true);
            case WORD -> word(next);
            case SIGN -> parenthesized();
            case END -> throw in.unexpected();
        };
    }

    private Term word(Token next) throws UnreadableException {
        boolean called = in.afterNext().is("(");
        return switch (next.word()) {
            case "null" -> {
                in.take();
                yield new Term.NullLiteral(next.offset());
            }
            case "true", "false" ->
                new Term.BooleanLiteral(Boolean.parseBoolean(in.take().word()), next.offset());
            case "case" -> choice();
            case "cast", "try_cast" -> called ? cast() : column(false);
            default -> moment(next, called);
        };
    }

    /** {@code date '2010-12-01'}, a call or a column. */
    private Term moment(Token next, boolean called) throws UnreadableException {
        if (in.afterNext().kind() == Token.Kind.TEXT && MOMENTS.contains(next.word())) {
            in.take();
            return new Type(next.word(), List.of()).of(read(), false, next.offset());
        }
        boolean callable = !ReservedWords.contains(next.word()) || CALLABLE_WORDS.contains(next.word());
        return called && callable ? call() : column(false);
    }

    private Term column(boolean quoted) throws UnreadableException {
        if (!quoted && ReservedWords.contains(in.next().word())) {
            throw in.unexpected();
        }
        Token name = in.take();
        if (!in.skip(".")) {
            return new Term.Name(name.text(), quoted, name.offset());
        }
        if (in.next().kind() != Token.Kind.WORD && in.next().kind() != Token.Kind.NAME) {
            throw in.unexpected();
        }
        String last = in.take().text();
        return unreadable(
                name, "\"" + in.written(name.offset()) + "\": columns are written without a table; write " + last);
    }

    private Term parenthesized() throws UnreadableException {
        Token open = in.next();
        in.expect("(");
        requireNoQuery(open);
        Term inner = expressions.read();
        if (in.next().is(",")) {
            throw new UnreadableException(
                    open.offset(), "a list in parentheses is not a scalar expression; only \"in\" has one behind it");
        }
        in.expectClose(open);
        return inner;
    }

    private void requireNoQuery(Token open) throws UnreadableException {
        if (in.next().isWord("select") || in.next().isWord("with")) {
            throw new UnreadableException(
                    open.offset(), "a query in parentheses is not a scalar expression of this language");
        }
    }

    /** Expressions divided by commas, one at least, and the closing parenthesis. */
    List<Term> list(Token open) throws UnreadableException {
        requireNoQuery(open);
        List<Term> terms = new ArrayList<>();
        do {
            terms.add(expressions.read());
        } while (in.skip(","));
        in.expectClose(open);
        return terms;
    }

    private Term call() throws UnreadableException {
        Token name = in.take();
        Token open = in.take();
        String function = name.word();
        if (function.equals("trim") && trimsWords()) {
            return trim(name, open);
        } else if (function.equals("extract")) {
            return extract(name, open);
        } else if (in.next().isWord("distinct")) {
            throw new UnreadableException(
                    name.offset(),
                    "\"" + in.written(name.offset()) + "distinct …\": arguments are written in parentheses, divided by"
                            + " commas, without keywords");
        }
        List<Term> arguments = new ArrayList<>();
        if (in.next().is("*") && in.afterNext().is(")")) {
            in.take();
            in.take();
        } else if (!in.skip(")")) {
            arguments.addAll(list(open));
        }
        if (BEHIND_CALLS.contains(in.next().word())) {
            throw new UnreadableException(
                    name.offset(),
                    "\"" + in.written(name.offset()) + " " + in.next().text()
                            + " …\" is not a scalar expression of this language");
        }
        return new Term.Call(function, arguments, name.offset());
    }

    private boolean trimsWords() {
        return Set.of("both", "leading", "trailing").contains(in.next().word())
                && !in.afterNext().is(")")
                && !in.afterNext().is(",");
    }

    /** {@code trim(both [characters] from text)}. */
    private Term trim(Token name, Token open) throws UnreadableException {
        String side = in.take().word();
        List<Term> arguments = new ArrayList<>();
        if (!in.skipWord("from")) {
            arguments.add(expressions.read());
            if (in.skipWord("from")) {
                arguments.add(0, expressions.read());
            }
        } else {
            arguments.add(expressions.read());
        }
        in.expectClose(open);
        String function = side.equals("both") ? "trim" : side.equals("leading") ? "ltrim" : "rtrim";
        return new Term.Call(function, arguments, name.offset());
    }

    private Term extract(Token name, Token open) throws UnreadableException {
        Token part = in.take();
        if (part.kind() == Token.Kind.END) {
            in.expectClose(open);
        }
        in.expectWord("from");
        Term from = expressions.read();
        in.expectClose(open);
        Term.Name word = new Term.Name(part.text(), false, part.offset());
        return new Term.Call("date_part", List.of(word, from), name.offset());
    }

    private Term cast() throws UnreadableException {
        Token word = in.take();
        Token open = in.take();
        Term value = expressions.read();
        in.expectWord("as");
        Type type = type();
        in.expectClose(open);
        return type.of(value, word.isWord("try_cast"), word.offset());
    }

    Type type() throws UnreadableException {
        if (in.next().kind() != Token.Kind.WORD) {
            throw in.unexpected();
        }
        String name = in.take().word() + (in.skipWord("precision") ? " precision" : "");
        List<Integer> sizes = new ArrayList<>();
        Token open = in.next();
        if (in.skip("(")) {
            do {
                Token size = in.next();
                if (!size.text().matches("[0-9]{1,9}") || sizes.size() == 2) {
                    throw in.unexpected();
                }
                sizes.add(Integer.valueOf(in.take().text()));
            } while (in.skip(","));
            in.expectClose(open);
        }
        return new Type(name, sizes);
    }

    private Term choice() throws UnreadableException {
        Token word = in.take();
        List<Term> arguments = new ArrayList<>();
        boolean subject = !in.next().isWord("when");
        if (subject) {
            arguments.add(expressions.read());
        }
        in.expectWord("when");
        do {
            arguments.add(expressions.read());
            in.expectWord("then");
            arguments.add(expressions.read());
        } while (in.skipWord("when"));
        arguments.add(in.skipWord("else") ? expressions.read() : new Term.NullLiteral(word.offset()));
        in.expectWord("end");
        return new Term.Call(subject ? "case of" : "case", arguments, word.offset());
    }

    private Term unreadable(Token at, String message) {
        mistakes.add(new ExpressionMistake(at.offset(), message));
        return new Term.Unreadable(at.offset());
    }
}
