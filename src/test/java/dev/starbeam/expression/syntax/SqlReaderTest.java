package dev.starbeam.expression.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What binds what: DuckDB's parser is asked about generated expressions of every form that the language has. */
class SqlReaderTest {
    /** DuckDB reads what follows in more than one way. */
    private static final Pattern JOINED_CONDITION = Pattern.compile("\\|\\|\\[(not\\[)?(in|like|ilike|between)\\[");

    private static Connection duckDb;

    @BeforeContainer
    static void open() throws SQLException {
        duckDb = DriverManager.getConnection("jdbc:duckdb:");
    }

    @AfterContainer
    static void close() throws SQLException {
        duckDb.close();
    }

    @Provide
    static Arbitrary<String> expressions() {
        return flat(operand(2));
    }

    /** Operands divided by operators, without parentheses, so that what binds what is left to the parser. */
    private static Arbitrary<String> flat(Arbitrary<String> operand) {
        Arbitrary<String> infix = Arbitraries.of(
                " or ",
                " and ",
                " = ",
                " <> ",
                " != ",
                " < ",
                " <= ",
                " > ",
                " >= ",
                " || ",
                " + ",
                " - ",
                " * ",
                " / ",
                " % ",
                " like ",
                " not like ",
                " ilike ");
        Arbitrary<String> postfix = Arbitraries.of(
                "",
                "",
                "",
                "",
                " is null",
                " is not null",
                " in (1, a)",
                " not in ('x', null)",
                " between b and 2",
                " not between 1 + 2 and c",
                "::integer",
                "::varchar",
                " like 'x' escape '!'",
                " isnull",
                " notnull");
        Arbitrary<String> prefix = Arbitraries.of("", "", "", "", "not ", "- ", "+ ", "not not ");
        Arbitrary<String> part = Combinators.combine(prefix, operand, postfix).as((p, o, q) -> p + o + q);
        return Combinators.combine(
                        part,
                        Combinators.combine(infix, part)
                                .as(String::concat)
                                .list()
                                .ofMaxSize(4))
                .as((first, rest) -> first + String.join("", rest));
    }

    private static Arbitrary<String> operand(int depth) {
        Arbitrary<String> leaf = Arbitraries.of("a", "b", "c", "\"d e\"", "1", "2.5", "'x'", "null", "true");
        if (depth == 0) {
            return leaf;
        }
        Arbitrary<String> inner = flat(operand(depth - 1));
        Arbitrary<String> nested = Combinators.combine(
                        inner,
                        inner,
                        Arbitraries.of(
                                "(%s)",
                                "coalesce(%s, %s)",
                                "upper(%s)",
                                "cast(%s as varchar)",
                                "try_cast(%s as integer)",
                                "case when %s then %s else 3 end",
                                "case when %s then 1 when %s then 2 end",
                                "case a when %s then %s else b end"))
                .as((x, y, form) -> form.formatted(x, y));
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(5, leaf), net.jqwik.api.Tuple.of(2, nested));
    }

    @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
    void operatorsBindAsInDuckDb(@ForAll("expressions") String sql) throws SQLException {
        Optional<String> theirs = new DuckDbSyntax(duckDb).of(sql);
        List<ExpressionMistake> mistakes = new ArrayList<>();
        Term ours = SqlReader.read(sql, mistakes);

        Statistics.label("DuckDB").collect(theirs.isPresent() ? "reads it" : "refuses it");
        Statistics.label("DuckDB")
                .coverage(coverage -> coverage.check("reads it").percentage(share -> share > 25));
        theirs.ifPresent(tree -> {
            boolean joined = mistakes.isEmpty()
                    && JOINED_CONDITION.matcher(DuckDbSyntax.written(ours)).find();
            if (joined || mistakes.toString().contains("into parentheses")) {
                Statistics.label("ours").collect("wants parentheses");
                return;
            }
            assertThat(mistakes).as(sql).isEmpty();
            assertThat(DuckDbSyntax.written(ours)).as(sql).isEqualTo(tree);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a in ('x', 'y') and b = 'z' | and[in[a 'x' 'y'] =[b 'z']]",
                "a not in (1) or b | or[not[in[a 1]] b]",
                "a in (1) = true | =[in[a 1] true]",
                "(a = b) = (b = c) | =[=[a b] =[b c]]",
                "iff(a in (1) and b, 1, 0) | iff[and[in[a 1] b] 1 0]",
                "not a = b | not[=[a b]]",
                "a = b is null | is null[=[a b]]",
                "-a::text | negate[cast[a text]]",
                "- 2 * 3 | *[-2 3]",
                "a - b - c | -[-[a b] c]",
                "a or b and not c | or[a and[b not[c]]]",
                "a between 1 and 2 and b | and[between[a 1 2] b]",
                "a rlike 'x' and b | and[regexp_like[a 'x'] b]",
                "trim(both 'x' from a) | trim[a 'x']",
                "trim(leading from a) | ltrim[a]",
                "extract(year from a) | date_part[year a]",
                "date '2010-12-01' < a | <[cast['2010-12-01' date] a]",
                "a -- what follows is no part of it | a",
                "a /* nor this */ + 1 | +[a 1]",
                "1e3 + .5 | +[1e3 .5]",
            })
    void isReadAs(String sql, String tree) {
        List<ExpressionMistake> mistakes = new ArrayList<>();
        Term term = SqlReader.read(sql, mistakes);

        assertThat(mistakes).isEmpty();
        assertThat(DuckDbSyntax.written(term)).isEqualTo(tree);
    }

    @Test
    void aListBehindInEndsAtItsParenthesis() {
        assertThat(DuckDbSyntax.written(SqlReader.read("a in (1) || b", new ArrayList<>())))
                .isEqualTo("||[in[a 1] b]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'\\u00e4' | ä",
                "'\\x41\\t\\102' | A\tB",
                "'it''s \\'so\\'' | it's 'so'",
                "'\\\\d\\\"' | \\d\"",
                "'\\ud83d\\ude00' | 😀",
                "$$\\d$$ | \\d",
            })
    void anEscapeMeansItsCharacter(String sql, String text) {
        List<ExpressionMistake> mistakes = new ArrayList<>();

        assertThat(SqlReader.read(sql, mistakes)).isEqualTo(new Term.TextLiteral(text, 0));
        assertThat(mistakes).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'a\\d' | 2 | \"\\d\" is no escape, and Snowflake would drop its backslash; write \\\\d",
                "'\\u12' | 1 | should have 4 hexadecimal digits",
                "'\\xe9' | 1 | is beyond ASCII; write \\u00e9",
                "'\\07' | 1 | should have 3 octal digits",
                "'\\ud83d' | 0 | is half a character",
                "e'a' | 0 | opens no text of this language",
                "a && b | 2 | did not expect",
                "a ^ 2 | 2 | did not expect",
                "a = b = c | 6 | comparisons are not chained",
                "0 < a <= 5 | 6 | comparisons are not chained",
                "b = a in (1) + c | 13 | is read in two ways; put the condition into parentheses",
                "1abc | 0 | it is no number",
                "a[1] | 1 | did not expect",
                "(a, b) | 0 | a list in parentheses",
                "a in (select 1) | 5 | a query in parentheses",
                "trim(from) | 5 | is a word of SQL, and a column of that name is written in double quotes",
                "upper(sample) | 6 | is a word of SQL, and a column of that name is written in double quotes",
                "a is distinct from b | 5 | did not expect",
                "a /* b | 2 | the comment at character 3 is not closed",
            })
    void whatIsNotUnderstoodIsRefusedWhereItStands(String sql, int offset, String message) {
        List<ExpressionMistake> mistakes = new ArrayList<>();
        SqlReader.read(sql, mistakes);

        assertThat(mistakes).singleElement().satisfies(mistake -> {
            assertThat(mistake.message()).contains(message);
            assertThat(mistake.offset()).isEqualTo(offset);
        });
    }

    @Test
    void deepNestingIsAMistakeAndNoCrash() {
        List<ExpressionMistake> mistakes = new ArrayList<>();
        SqlReader.read("(".repeat(50_000) + "a" + ")".repeat(50_000), mistakes);

        assertThat(mistakes)
                .singleElement()
                .extracting(ExpressionMistake::message)
                .asString()
                .contains("400");
    }
}
