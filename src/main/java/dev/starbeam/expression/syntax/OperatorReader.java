package dev.starbeam.expression.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads operators by what binds them, as DuckDB and PostgreSQL do, from loose to tight: {@code or}; {@code and};
 * {@code not}; {@code is}; comparisons; {@code between}, {@code in}, {@code like}; {@code ||}; {@code + -};
 * {@code * / %}; signs; {@code ::}. Operators of one kind are read from the left.
 */
final class OperatorReader {
    private static final int OR = 1;
    private static final int AND = 2;
    private static final int NOT = 3;
    private static final int IS = 4;
    private static final int COMPARISON = 5;
    private static final int MATCH = 6;
    private static final int OTHER = 7;
    private static final int SUM = 8;
    private static final int PRODUCT = 9;
    private static final int SIGN = 10;
    private static final int CAST = 11;
    private static final int MOST_NESTED = 400;

    private static final Map<String, Integer> SIGNS = Map.ofEntries(
            Map.entry("=", COMPARISON),
            Map.entry("==", COMPARISON),
            Map.entry("<>", COMPARISON),
            Map.entry("!=", COMPARISON),
            Map.entry("<", COMPARISON),
            Map.entry("<=", COMPARISON),
            Map.entry(">", COMPARISON),
            Map.entry(">=", COMPARISON),
            Map.entry("||", OTHER),
            Map.entry("+", SUM),
            Map.entry("-", SUM),
            Map.entry("*", PRODUCT),
            Map.entry("/", PRODUCT),
            Map.entry("%", PRODUCT),
            Map.entry("::", CAST));
    private static final Map<String, String> NAMES = Map.of("==", "=", "!=", "<>", "%", "mod");
    private static final Set<String> MATCHES = Set.of("between", "in", "like", "ilike", "rlike", "regexp");

    private final Reading in;
    private final OperandReader operands;
    private int nested;

    OperatorReader(Reading in, List<ExpressionMistake> mistakes) {
        this.in = in;
        this.operands = new OperandReader(in, this, mistakes);
    }

    /** A whole expression. */
    Term read() throws UnreadableException {
        return read(OR);
    }

    /** What binds at least as tight as {@code least}. */
    private Term read(int least) throws UnreadableException {
        if (++nested > MOST_NESTED) {
            throw new UnreadableException(
                    in.next().offset(), "more than " + MOST_NESTED + " expressions stand within one another");
        }
        Term left = prefixed();
        int before = CAST;
        for (int binding = binding(); binding >= least; binding = binding()) {
            requireClear(before, binding, least);
            left = infix(left, binding);
            before = binding;
        }
        nested--;
        return left;
    }

    /** What is read in different ways, by people or by parsers, is put into parentheses by who writes it. */
    private void requireClear(int before, int binding, int least) throws UnreadableException {
        if (before == COMPARISON && binding == COMPARISON) {
            throw new UnreadableException(
                    in.next().offset(),
                    "comparisons are not chained; join two by \"and\", or put one into parentheses");
        } else if (binding > before && !(before == MATCH && binding == OTHER && least == OR)) {
            throw new UnreadableException(
                    in.next().offset(),
                    "\"" + in.next().text() + "\" behind a condition is read in two ways; put the condition into"
                            + " parentheses");
        }
    }

    private Term prefixed() throws UnreadableException {
        Token sign = in.next();
        if (in.skipWord("not")) {
            return new Term.Call("not", List.of(read(NOT)), sign.offset());
        } else if (in.skip("+")) {
            return read(SIGN);
        } else if (in.skip("-")) {
            Term inner = read(SIGN);
            return inner instanceof Term.NumberLiteral number
                            && !number.digits().startsWith("-")
                    ? new Term.NumberLiteral("-" + number.digits(), sign.offset())
                    : new Term.Call("negate", List.of(inner), sign.offset());
        }
        return operands.read();
    }

    /** How tight the next token binds what is before it; 0 when it is no operator. */
    private int binding() {
        Token next = in.next();
        if (next.kind() == Token.Kind.SIGN) {
            return SIGNS.getOrDefault(next.text(), 0);
        }
        String word = next.word();
        return switch (word) {
            case "or" -> OR;
            case "and" -> AND;
            case "is", "isnull", "notnull" -> IS;
            case "not" -> MATCHES.contains(in.afterNext().word()) ? MATCH : 0;
            default -> MATCHES.contains(word) ? MATCH : 0;
        };
    }

    private Term infix(Term left, int binding) throws UnreadableException {
        return switch (binding) {
            case IS -> is(left);
            case MATCH -> match(left);
            case CAST -> {
                in.take();
                yield operands.type().of(left, false, left.offset());
            }
            default -> {
                Token operator = in.take();
                String name = operator.kind() == Token.Kind.WORD ? operator.word() : operator.text();
                yield new Term.Call(NAMES.getOrDefault(name, name), List.of(left, read(binding + 1)), left.offset());
            }
        };
    }

    private Term is(Term left) throws UnreadableException {
        if (in.skipWord("isnull")) {
            return negated(false, left, "is null");
        } else if (in.skipWord("notnull")) {
            return negated(true, left, "is null");
        }
        in.expectWord("is");
        boolean not = in.skipWord("not");
        for (String value : List.of("null", "true", "false")) {
            if (in.skipWord(value)) {
                return negated(not, left, "is " + value);
            }
        }
        throw in.unexpected();
    }

    private static Term negated(boolean not, Term left, String test) {
        return negated(not, new Term.Call(test, List.of(left), left.offset()));
    }

    private static Term negated(boolean not, Term term) {
        return not ? new Term.Call("not", List.of(term), term.offset()) : term;
    }

    private Term match(Term left) throws UnreadableException {
        boolean not = in.skipWord("not");
        String word = in.take().word();
        List<Term> arguments = new ArrayList<>(List.of(left));
        switch (word) {
            case "between" -> {
                arguments.add(read(OTHER));
                in.expectWord("and");
                arguments.add(read(OTHER));
            }
            case "in" -> {
                Token open = in.next();
                in.expect("(");
                arguments.addAll(operands.list(open));
            }
            default -> {
                arguments.add(read(OTHER));
                if (in.skipWord("escape")) {
                    arguments.add(read(OTHER));
                }
            }
        }
        String name = word.equals("rlike") || word.equals("regexp") ? "regexp_like" : word;
        return negated(not, new Term.Call(name, arguments, left.offset()));
    }
}
