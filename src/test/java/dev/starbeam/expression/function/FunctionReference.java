package dev.starbeam.expression.function;

import java.util.List;

/** The reference of all functions and operators in Markdown, as kept in {@code docs/functions.md}. */
public final class FunctionReference {
    private static final String HEAD = """
            # Functions and operators

            Generated from the registry in `dev.starbeam.expression.function`; do not edit. Write it anew with
            `mvn test -Dtest=FunctionReferenceTest -Dstarbeam.docs=write`.

            Expressions are SQL scalar expressions with Snowflake's meaning. Every example is a test. Names of columns \
            match
            exactly or, unless in double quotes, ignoring case when that leaves one. A word of SQL is a column's name only in
            double quotes. Quoted text escapes with `\\` as in Snowflake: `\\n`, `\\'`, `\\\\`, `\\x41`, `\\u00a0`, … A pair that
            means nothing is refused; `$$text$$` is raw. Operators bind as in DuckDB, from loose to tight: `or`, `and`, `not`,
            `is`, comparisons, `between`, `in` and `like`, `||`, `+ -`, `* / %`, signs, `::`.

            - **Numbers.** A bigint has 64 bits, a decimal at most 18 digits. `a + b` and `a - b` keep the larger scale,
              `a * b` adds scales (up to 12), `a / b` adds 6 digits (up to 12), all rounded half away from zero. A result
              that does not fit makes the row invalid: it is rejected with a reason, never wrapped.
            - **Faults.** A `try_` function answers NULL for what it cannot convert, and the row is counted. Anything else
              that has no value makes the row invalid. Branches that are not taken report nothing.
            - **Empty text** is a value, not NULL.

            | call | returns | NULL when | meaning | example | differs from DuckDB |
            |---|---|---|---|---|---|
            """;

    private FunctionReference() {}

    public static String markdown() {
        StringBuilder text = new StringBuilder(HEAD);
        for (FunctionEntry entry : FunctionCatalog.all()) {
            text.append(row(entry)).append('\n');
        }
        return text.toString();
    }

    private static String row(FunctionEntry entry) {
        List<String> cells = List.of(
                code(entry.usage()),
                cell(entry.returns()),
                cell(entry.nulls()),
                cell(entry.description()),
                code(entry.example()) + " → " + code(entry.result()),
                cell(entry.note()));
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String code(String text) {
        return text.isEmpty() ? "`''`" : "`" + cell(text) + "`";
    }

    /** A bar would end the cell. */
    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
