package dev.starbeam.expression.function;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.expression.kernel.pattern.Likeness;
import dev.starbeam.expression.kernel.pattern.RegularExpression;
import dev.starbeam.expression.kernel.text.TextCase;
import dev.starbeam.expression.tree.ApplyNode;
import dev.starbeam.expression.tree.ConstantNode;
import dev.starbeam.expression.tree.Node;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** LIKE and regular expressions. */
final class PatternFunctions {
    private static final Parameter PATTERN = Parameter.of("pattern", Accepts.CONSTANT_TEXT);

    private PatternFunctions() {}

    static List<FunctionEntry> entries() {
        return List.of(
                like("like", "case matters", "'50%' like '50!%' escape '!'").binds(call -> like(call, call.nodes())),
                like("ilike", "case does not matter", "'POSTAGE' ilike 'post%'").binds(call -> like(call, lower(call))),
                FunctionEntry.named(
                                "regexp_like",
                                TextFunctions.TEXT,
                                PATTERN,
                                Parameter.optional("parameters", Accepts.CONSTANT_TEXT))
                        .written("regexp_like(x text, pattern constant text [, parameters constant text]),"
                                + " x [not] rlike pattern")
                        .returning("boolean")
                        .says("Whether the pattern matches the whole text. Parameters: `i` ignores case, `m`, `s`, `c`."
                                + " In quotes a backslash is written twice.")
                        .example("regexp_like('C536379', 'C\\\\d+')", "true")
                        .differs("DuckDB's regexp_matches finds the pattern anywhere, its regexp_full_match agrees.")
                        .binds(call -> call.with(List.of(call.node(0)))
                                .applyChecked(ColumnType.BOOLEAN, RegularExpression.matches(pattern(call, 2)))),
                FunctionEntry.named(
                                "regexp_replace",
                                TextFunctions.TEXT,
                                PATTERN,
                                Parameter.optional("replacement", Accepts.CONSTANT_TEXT),
                                Parameter.optional("position", Accepts.CONSTANT_INTEGER),
                                Parameter.optional("occurrence", Accepts.CONSTANT_INTEGER),
                                Parameter.optional("parameters", Accepts.CONSTANT_TEXT))
                        .says(
                                "Every match replaced, or left out; `\\\\1` stands for a group. `position` (1) is where to"
                                        + " start, `occurrence` (0: all) which match.")
                        .example("regexp_replace('+44 (0)20', '[^0-9]')", "44020")
                        .differs("DuckDB replaces the first match unless told 'g'.")
                        .binds(PatternFunctions::replace));
    }

    private static FunctionEntry like(String name, String letterCase, String example) {
        return FunctionEntry.named(
                        name,
                        TextFunctions.TEXT,
                        Parameter.of("pattern", Accepts.TEXT),
                        Parameter.optional("escape", Accepts.CONSTANT_TEXT))
                .written("x [not] " + name + " pattern [escape character]")
                .returning("boolean")
                .says("Whether the whole text is like the pattern: `%` any text, `_` one character; " + letterCase
                        + ".")
                .example(example, "true");
    }

    private static List<Node> lower(BoundCall call) {
        return call.nodes().stream()
                .map(node -> Folding.fold(new ApplyNode(ColumnType.TEXT, TextCase::lower, List.of(node), false)))
                .toList();
    }

    private static Node like(BoundCall call, List<Node> nodes) {
        int escape = call.has(2) ? escape(call) : -1;
        if (nodes.get(1) instanceof ConstantNode constant && constant.value() instanceof String pattern) {
            return call.with(nodes.subList(0, 1)).apply(ColumnType.BOOLEAN, Likeness.constant(pattern, escape));
        }
        return call.with(nodes.subList(0, 2)).apply(ColumnType.BOOLEAN, Likeness.varying(escape));
    }

    private static int escape(BoundCall call) {
        String character = call.constantText(2);
        if (character.codePointCount(0, character.length()) != 1) {
            throw call.fail(2, "must be one character, not '" + character + "'");
        }
        return character.codePointAt(0);
    }

    private static Pattern pattern(BoundCall call, int parameters) {
        String flags = call.has(parameters) ? call.constantText(parameters) : "";
        try {
            return RegularExpression.pattern(call.constantText(1), flags);
        } catch (PatternSyntaxException e) {
            throw call.fail(1, "is no regular expression: " + e.getDescription() + " near character " + e.getIndex());
        } catch (IllegalArgumentException e) {
            throw call.fail(parameters, "is wrong: " + e.getMessage());
        }
    }

    private static Node replace(BoundCall call) {
        Pattern pattern = pattern(call, 5);
        String replacement = call.has(2) ? call.constantText(2) : "";
        int position = call.has(3) ? call.constantInteger(3) : 1;
        int occurrence = call.has(4) ? call.constantInteger(4) : 0;
        if (position < 1 || occurrence < 0) {
            throw call.fail(position < 1 ? 3 : 4, "must not be less than " + (position < 1 ? 1 : 0));
        }
        int groups = pattern.matcher("").groupCount();
        for (int group = groups + 1; group <= 9; group++) {
            if (replacement.contains("\\" + group)) {
                throw call.fail(2, "names group " + group + ", but the pattern has " + groups);
            }
        }
        return call.with(List.of(call.node(0)))
                .applyChecked(ColumnType.TEXT, RegularExpression.replace(pattern, replacement, position, occurrence));
    }
}
