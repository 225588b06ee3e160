package dev.starbeam.expression.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.BooleanValue;
import net.sf.jsqlparser.expression.CaseExpression;
import net.sf.jsqlparser.expression.CastExpression;
import net.sf.jsqlparser.expression.DoubleValue;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.ExtractExpression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.NotExpression;
import net.sf.jsqlparser.expression.NullValue;
import net.sf.jsqlparser.expression.SignedExpression;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.TrimFunction;
import net.sf.jsqlparser.expression.WhenClause;
import net.sf.jsqlparser.expression.operators.relational.Between;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.expression.operators.relational.IsBooleanExpression;
import net.sf.jsqlparser.expression.operators.relational.IsNullExpression;
import net.sf.jsqlparser.expression.operators.relational.LikeExpression;
import net.sf.jsqlparser.schema.Column;

/** Turns the SQL parser's tree into terms, and notes what this language does not have. */
final class TermReader {
    /** Binary operators by the class of the parser's tree. */
    private static final Map<String, String> OPERATORS = Map.ofEntries(
            Map.entry("Addition", "+"),
            Map.entry("Subtraction", "-"),
            Map.entry("Multiplication", "*"),
            Map.entry("Division", "/"),
            Map.entry("Modulo", "mod"),
            Map.entry("Concat", "||"),
            Map.entry("AndExpression", "and"),
            Map.entry("OrExpression", "or"),
            Map.entry("EqualsTo", "="),
            Map.entry("NotEqualsTo", "<>"),
            Map.entry("MinorThan", "<"),
            Map.entry("MinorThanEquals", "<="),
            Map.entry("GreaterThan", ">"),
            Map.entry("GreaterThanEquals", ">="));

    /** A type's name and at most two sizes. */
    private static final Pattern TYPE =
            Pattern.compile("([a-z][a-z0-9_ ]*?)\\s*(?:\\(\\s*(\\d{1,9})\\s*(?:,\\s*(\\d{1,9})\\s*)?\\))?");

    private final List<ExpressionMistake> mistakes;

    TermReader(List<ExpressionMistake> mistakes) {
        this.mistakes = mistakes;
    }

    Term read(Expression e) {
        if (e instanceof Column column) {
            return name(column);
        }
        if (e instanceof Function function) {
            return function(function);
        }
        if (e instanceof LikeExpression like) {
            return like(like);
        }
        String operator = OPERATORS.get(e.getClass().getSimpleName());
        if (operator != null && e instanceof BinaryExpression binary) {
            return call(e, operator, binary.getLeftExpression(), binary.getRightExpression());
        }
        Term literal = literal(e);
        Term term = literal == null ? predicate(e) : literal;
        return term == null ? special(e) : term;
    }

    private @org.jspecify.annotations.Nullable Term literal(Expression e) {
        if (e instanceof StringValue text) {
            return new Term.TextLiteral(Escapes.unescape(text), offset(e));
        }
        if (e instanceof LongValue number) {
            return new Term.NumberLiteral(number.getStringValue(), offset(e));
        }
        if (e instanceof DoubleValue number) {
            return new Term.NumberLiteral(number.toString(), offset(e));
        }
        if (e instanceof BooleanValue truth) {
            return new Term.BooleanLiteral(truth.getValue(), offset(e));
        }
        return e instanceof NullValue ? new Term.NullLiteral(offset(e)) : null;
    }

    private @org.jspecify.annotations.Nullable Term predicate(Expression e) {
        if (e instanceof NotExpression not) {
            return call(e, "not", not.getExpression());
        }
        if (e instanceof IsNullExpression test) {
            return negated(test.isNot(), call(e, "is null", test.getLeftExpression()));
        }
        if (e instanceof IsBooleanExpression test) {
            Term is = call(e, test.isTrue() ? "is true" : "is false", test.getLeftExpression());
            return negated(test.isNot(), is);
        }
        if (e instanceof Between between) {
            return negated(
                    between.isNot(),
                    call(
                            e,
                            "between",
                            between.getLeftExpression(),
                            between.getBetweenExpressionStart(),
                            between.getBetweenExpressionEnd()));
        }
        return e instanceof InExpression in && in.getRightExpression() instanceof ExpressionList<?> list
                ? negated(in.isNot(), new Term.Call("in", readAll(in.getLeftExpression(), list), offset(e)))
                : null;
    }

    private Term special(Expression e) {
        if (e instanceof ExpressionList<?> list && list.size() == 1) {
            return read(list.get(0));
        }
        if (e instanceof SignedExpression signed && signed.getSign() != '~') {
            return signed(signed);
        }
        if (e instanceof CastExpression cast) {
            return cast(cast);
        }
        if (e instanceof CaseExpression choice) {
            return choice(choice);
        }
        if (e instanceof TrimFunction trim) {
            return trim(trim);
        }
        if (e instanceof ExtractExpression extract) {
            Term part = new Term.Name(extract.getName(), false, offset(e));
            return new Term.Call("date_part", List.of(part, read(extract.getExpression())), offset(e));
        }
        return unreadable(e, "\"" + e + "\" is not a scalar expression of this language");
    }

    private Term name(Column column) {
        if (column.getTable() != null) {
            return unreadable(
                    column, "\"" + column + "\": columns are written without a table; write " + column.getColumnName());
        }
        String name = column.getColumnName();
        if (name.startsWith("$$") && name.endsWith("$$") && name.length() >= 4) {
            return new Term.TextLiteral(name.substring(2, name.length() - 2), offset(column));
        }
        char first = name.charAt(0);
        if (first != '"' && first != '`') {
            boolean truth = name.equalsIgnoreCase("true") || name.equalsIgnoreCase("false");
            return truth
                    ? new Term.BooleanLiteral(Boolean.parseBoolean(name), offset(column))
                    : new Term.Name(name, false, offset(column));
        }
        String inner = name.substring(1, name.length() - 1).replace("" + first + first, "" + first);
        return new Term.Name(inner, true, offset(column));
    }

    private Term function(Function function) {
        if (function.isDistinct() || function.isAllColumns() || function.getNamedParameters() != null) {
            return unreadable(
                    function,
                    "\"" + function + "\": arguments are written in parentheses, divided by commas, without keywords");
        }
        List<Term> arguments = new ArrayList<>();
        if (function.getParameters() != null) {
            function.getParameters().forEach(argument -> arguments.add(read((Expression) argument)));
        }
        return new Term.Call(function.getName().toLowerCase(Locale.ROOT), arguments, offset(function));
    }

    private Term like(LikeExpression like) {
        String name = switch (like.getLikeKeyWord()) {
            case LIKE -> "like";
            case ILIKE -> "ilike";
            case RLIKE, REGEXP, REGEXP_LIKE -> "regexp_like";
            default -> like.getLikeKeyWord().name().toLowerCase(Locale.ROOT);
        };
        List<Term> arguments =
                new ArrayList<>(List.of(read(like.getLeftExpression()), read(like.getRightExpression())));
        if (like.getEscape() != null) {
            arguments.add(read(like.getEscape()));
        }
        return negated(like.isNot(), new Term.Call(name, arguments, offset(like)));
    }

    private Term signed(SignedExpression signed) {
        Term inner = read(signed.getExpression());
        if (signed.getSign() == '+') {
            return inner;
        }
        return inner instanceof Term.NumberLiteral number && !number.digits().startsWith("-")
                ? new Term.NumberLiteral("-" + number.digits(), offset(signed))
                : new Term.Call("negate", List.of(inner), offset(signed));
    }

    private Term cast(CastExpression cast) {
        if (cast.getColDataType() == null) {
            return unreadable(cast, "\"" + cast + "\": name a type, such as decimal(12,2)");
        }
        String written = cast.getColDataType().toString().toLowerCase(Locale.ROOT);
        Matcher type = TYPE.matcher(written);
        if (!type.matches()) {
            return unreadable(cast, "no type " + written + "; write a name and whole sizes, such as decimal(12,2)");
        }
        List<Integer> sizes = new ArrayList<>();
        for (String size : new String[] {type.group(2), type.group(3)}) {
            if (size != null) {
                sizes.add(Integer.valueOf(size));
            }
        }
        boolean attempt =
                cast.keyword != null && cast.keyword.toLowerCase(Locale.ROOT).contains("try");
        return new Term.Cast(read(cast.getLeftExpression()), type.group(1), sizes, attempt, offset(cast));
    }

    private Term choice(CaseExpression choice) {
        List<Term> arguments = new ArrayList<>();
        Expression subject = choice.getSwitchExpression();
        if (subject != null) {
            arguments.add(read(subject));
        }
        for (WhenClause when : choice.getWhenClauses()) {
            arguments.add(read(when.getWhenExpression()));
            arguments.add(read(when.getThenExpression()));
        }
        Expression otherwise = choice.getElseExpression();
        arguments.add(otherwise == null ? new Term.NullLiteral(offset(choice)) : read(otherwise));
        return new Term.Call(subject == null ? "case" : "case of", arguments, offset(choice));
    }

    private Term trim(TrimFunction trim) {
        Expression first = trim.getExpression();
        Expression second = trim.getFromExpression();
        boolean reversed = trim.isUsingFromKeyword() && second != null;
        List<Term> arguments = new ArrayList<>();
        for (Expression argument : reversed ? new Expression[] {second, first} : new Expression[] {first, second}) {
            if (argument != null) {
                arguments.add(read(argument));
            }
        }
        String name = trim.getTrimSpecification() == null
                ? "trim"
                : switch (trim.getTrimSpecification()) {
                    case LEADING -> "ltrim";
                    case TRAILING -> "rtrim";
                    case BOTH -> "trim";
                };
        return new Term.Call(name, arguments, offset(trim));
    }

    private Term call(Expression e, String name, Expression... arguments) {
        List<Term> read = new ArrayList<>();
        for (Expression argument : arguments) {
            read.add(read(argument));
        }
        return new Term.Call(name, read, offset(e));
    }

    private List<Term> readAll(Expression first, ExpressionList<?> rest) {
        List<Term> read = new ArrayList<>(List.of(read(first)));
        rest.forEach(e -> read.add(read(e)));
        return read;
    }

    private static Term negated(boolean not, Term term) {
        return not ? new Term.Call("not", List.of(term), term.offset()) : term;
    }

    private Term unreadable(Expression e, String message) {
        mistakes.add(new ExpressionMistake(offset(e), message));
        return new Term.Unreadable(offset(e));
    }

    private static int offset(Expression e) {
        return e.getASTNode() == null ? 0 : e.getASTNode().jjtGetFirstToken().absoluteBegin - 1;
    }
}
