package dev.starbeam.expression.function;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.expression.kernel.Kernel;
import dev.starbeam.expression.kernel.text.Containment;
import dev.starbeam.expression.kernel.text.InitialCapitals;
import dev.starbeam.expression.kernel.text.TextCase;
import dev.starbeam.expression.kernel.text.Trimming;
import java.util.ArrayList;
import java.util.List;

/** Case, trimming and searching. */
final class TextFunctions {
    static final Parameter TEXT = Parameter.of("x", Accepts.TEXT);

    private TextFunctions() {}

    static List<FunctionEntry> entries() {
        List<FunctionEntry> entries = new ArrayList<>(cases());
        entries.add(trim("trim", true, true, "both ends", "trim('  a b ')", "a b"));
        entries.add(trim("ltrim", true, false, "the start", "ltrim('00120', '0')", "120"));
        entries.add(trim("rtrim", false, true, "the end", "rtrim('1.50', '0')", "1.5"));
        entries.add(test("startswith", "starts with `part`", "startswith('C536379', 'C')", Containment::startsWith));
        entries.add(test("endswith", "ends with `part`", "endswith('a.csv', '.csv')", Containment::endsWith));
        entries.add(test("contains", "has `part` in it", "contains('abc', 'b')", Containment::contains));
        return entries;
    }

    private static List<FunctionEntry> cases() {
        return List.of(
                FunctionEntry.named("lower", TEXT)
                        .says("Letters in lower case, over all of Unicode.")
                        .example("lower('ÄB')", "äb")
                        .differs(
                                "DuckDB, and so a mart, maps each letter by itself: İ to i, a final Σ to σ; here they become"
                                        + " i̇ and ς.")
                        .binds(call -> call.apply(ColumnType.TEXT, TextCase::lower)),
                FunctionEntry.named("upper", TEXT)
                        .says("Letters in upper case, over all of Unicode.")
                        .example("upper('äb1')", "ÄB1")
                        .differs(
                                "DuckDB, and so a mart, maps each letter by itself: ß to ẞ, ﬁ stays; here they become SS"
                                        + " and FI.")
                        .binds(call -> call.apply(ColumnType.TEXT, TextCase::upper)),
                FunctionEntry.named("initcap", TEXT, Parameter.optional("delimiters", Accepts.TEXT))
                        .says(
                                "The first letter of each word in upper case, the others in lower case. Words end at white"
                                        + " space and at `!?@\"^#$&~_,.:;+-*%/|\\[](){}<>`, or at the delimiters given.")
                        .example("initcap('UNITED KINGDOM')", "United Kingdom")
                        .differs("DuckDB has no initcap.")
                        .binds(call -> call.apply(
                                ColumnType.TEXT,
                                call.has(1) ? InitialCapitals::delimited : InitialCapitals::standard)));
    }

    private static FunctionEntry trim(
            String name, boolean left, boolean right, String ends, String example, String to) {
        return FunctionEntry.named(name, TEXT, Parameter.optional("characters", Accepts.TEXT))
                .says("Without spaces, or the characters given, at " + ends
                        + ". Only spaces: tabs stay, and so do no-break and"
                        + " zero-width spaces unless given: ' \\u00a0\\u200b'.")
                .example(example, to)
                .binds(call -> call.apply(
                        ColumnType.TEXT,
                        call.has(1) ? Trimming.characters(left, right) : Trimming.spaces(left, right)));
    }

    private static FunctionEntry test(String name, String what, String example, Kernel kernel) {
        return FunctionEntry.named(name, TEXT, Parameter.of("part", Accepts.TEXT))
                .returning("boolean")
                .says("Whether `x` " + what + "; case matters.")
                .example(example, "true")
                .binds(call -> call.apply(ColumnType.BOOLEAN, kernel));
    }
}
