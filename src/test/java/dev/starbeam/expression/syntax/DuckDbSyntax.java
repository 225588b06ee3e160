package dev.starbeam.expression.syntax;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/** How DuckDB's parser reads an expression, written with every part in parentheses; terms of ours are written alike. */
final class DuckDbSyntax {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("COMPARE_EQUAL", "="),
            Map.entry("COMPARE_NOTEQUAL", "<>"),
            Map.entry("COMPARE_LESSTHAN", "<"),
            Map.entry("COMPARE_LESSTHANOREQUALTO", "<="),
            Map.entry("COMPARE_GREATERTHAN", ">"),
            Map.entry("COMPARE_GREATERTHANOREQUALTO", ">="),
            Map.entry("COMPARE_BETWEEN", "between"),
            Map.entry("COMPARE_IN", "in"),
            Map.entry("CONJUNCTION_AND", "and"),
            Map.entry("CONJUNCTION_OR", "or"),
            Map.entry("OPERATOR_NOT", "not"),
            Map.entry("OPERATOR_IS_NULL", "is null"),
            Map.entry("OPERATOR_COALESCE", "coalesce"),
            Map.entry("~~", "like"),
            Map.entry("~~*", "ilike"),
            Map.entry("like_escape", "like"),
            Map.entry("ilike_escape", "ilike"),
            Map.entry("%", "mod"));
    private static final Map<String, String> NEGATED = Map.of(
            "COMPARE_NOT_IN", "in",
            "OPERATOR_IS_NOT_NULL", "is null",
            "!~~", "like",
            "!~~*", "ilike",
            "not_like_escape", "like",
            "not_ilike_escape", "ilike");

    private final Connection duckDb;

    DuckDbSyntax(Connection duckDb) {
        this.duckDb = duckDb;
    }

    /** Nothing when DuckDB can't read it. */
    Optional<String> of(String sql) throws SQLException {
        try (PreparedStatement parse = duckDb.prepareStatement("select json_serialize_sql(?::varchar)")) {
            parse.setString(1, "select " + sql);
            try (ResultSet row = parse.executeQuery()) {
                row.next();
                JsonNode tree = JSON.readTree(row.getString(1));
                return tree.get("error").asBoolean()
                        ? Optional.empty()
                        : Optional.of(written(
                                tree.at("/statements/0/node/select_list").get(0)));
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String written(JsonNode e) {
        String type = e.get("type").asText();
        return switch (e.get("class").asText()) {
            case "COLUMN_REF" -> e.get("column_names").get(0).asText().toLowerCase(Locale.ROOT);
            case "CONSTANT" -> constant(e.get("literal"));
            case "COMPARISON" -> named(type, e.get("left"), e.get("right"));
            case "BETWEEN" -> named(type, e.get("input"), e.get("lower"), e.get("upper"));
            case "CONJUNCTION", "OPERATOR" -> named(type, children(e));
            case "FUNCTION" -> named(e.get("function_name").asText(), arguments(e));
            case "CAST" ->
                (e.get("try_cast").asBoolean() ? "try_cast" : "cast") + "[" + written(e.get("child")) + " "
                        + e.get("type_expr").get("type_name").asText().toLowerCase(Locale.ROOT) + "]";
            case "CASE" -> choice(e);
            default -> throw new AssertionError(e.toPrettyString());
        };
    }

    private static String constant(JsonNode literal) {
        return switch (literal.get("kind").asText()) {
            case "NULL_LITERAL" -> "null";
            case "STRING" -> "'" + literal.get("text").asText() + "'";
            default -> literal.get("text").asText();
        };
    }

    private static JsonNode[] children(JsonNode e) {
        List<JsonNode> children = new ArrayList<>();
        e.get("children").forEach(children::add);
        return children.toArray(JsonNode[]::new);
    }

    private static JsonNode[] arguments(JsonNode e) {
        List<JsonNode> arguments = new ArrayList<>();
        e.get("arguments").forEach(argument -> arguments.add(argument.get("expression")));
        return arguments.toArray(JsonNode[]::new);
    }

    private static String named(String name, JsonNode... parts) {
        if (NEGATED.containsKey(name)) {
            return "not[" + joined(NEGATED.get(name), parts) + "]";
        }
        if (name.equals("-") && parts.length == 1) {
            String inner = written(parts[0]);
            return inner.matches("[0-9.]+") ? "-" + inner : "negate[" + inner + "]";
        }
        return name.equals("+") && parts.length == 1
                ? written(parts[0])
                : joined(NAMES.getOrDefault(name, name), parts);
    }

    private static String joined(String name, JsonNode... parts) {
        StringJoiner joined = new StringJoiner(" ", name + "[", "]");
        for (JsonNode part : parts) {
            String written = written(part);
            boolean sameKind = (name.equals("and") || name.equals("or")) && written.startsWith(name + "[");
            joined.add(sameKind ? written.substring(name.length() + 1, written.length() - 1) : written);
        }
        return joined.toString();
    }

    private static String choice(JsonNode e) {
        StringJoiner joined = new StringJoiner(" ", "case[", "]");
        for (JsonNode check : e.get("case_checks")) {
            joined.add(written(check.get("when_expr")));
            joined.add(written(check.get("then_expr")));
        }
        return joined.add(written(e.get("else_expr"))).toString();
    }

    /** A term of ours, in the same words. */
    static String written(Term term) {
        if (term instanceof Term.Name name) {
            return name.text().toLowerCase(Locale.ROOT);
        } else if (term instanceof Term.NumberLiteral number) {
            return number.digits();
        } else if (term instanceof Term.TextLiteral text) {
            return "'" + text.value() + "'";
        } else if (term instanceof Term.BooleanLiteral truth) {
            return String.valueOf(truth.value());
        } else if (term instanceof Term.NullLiteral) {
            return "null";
        } else if (term instanceof Term.Cast cast) {
            return (cast.attempt() ? "try_cast" : "cast") + "[" + written(cast.value()) + " " + cast.type() + "]";
        }
        Term.Call call = (Term.Call) term;
        if (call.function().equals("case of")) {
            return caseOf(call);
        }
        StringJoiner joined = new StringJoiner(" ", call.function() + "[", "]");
        for (Term argument : call.arguments()) {
            String written = written(argument);
            boolean sameKind = (call.function().equals("and") || call.function().equals("or"))
                    && written.startsWith(call.function() + "[");
            joined.add(sameKind ? written.substring(call.function().length() + 1, written.length() - 1) : written);
        }
        return joined.toString();
    }

    /** DuckDB writes the subject into each branch. */
    private static String caseOf(Term.Call call) {
        StringJoiner joined = new StringJoiner(" ", "case[", "]");
        String subject = written(call.arguments().get(0));
        int last = call.arguments().size() - 1;
        for (int i = 1; i < last; i += 2) {
            joined.add("=[" + subject + " " + written(call.arguments().get(i)) + "]");
            joined.add(written(call.arguments().get(i + 1)));
        }
        return joined.add(written(call.arguments().get(last))).toString();
    }
}
