package dev.starbeam.expression.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Expressions of pipeline.yaml and those of marts have parsers of their own, which read the same words alike: what binds
 * what, literals, names, comments. The parser of marts nests some forms otherwise, which no mart notices, since what is
 * asked of its tree is only what is in it; they stand in parentheses here, and apart below.
 */
class BothLanguagesTest {
    @Provide
    static Arbitrary<String> expressions() {
        return Combinators.combine(
                        Arbitraries.of("", "", "not "), conditions(1), Arbitraries.of(" and not ", " or not "))
                .flatAs((not, first, more) -> conditions(0).map(second -> not + first + more + second));
    }

    private static Arbitrary<String> conditions(int depth) {
        Arbitrary<String> form = Arbitraries.of(
                "%s = %s",
                "%s <> %s",
                "%s != %s",
                "%s < %s",
                "%s <= %s",
                "%s > %s",
                "%s >= %s",
                "%s like %s",
                "%s not like %s",
                "%s ilike %s",
                "%s like 'x' escape '!'",
                "%s is null",
                "%s is not null",
                "(%s in (1, %s))",
                "(%s not in ('x', null))",
                "(%s between b and %s)",
                "(%s not between 1 + 2 and c)");
        Arbitrary<String> condition =
                Combinators.combine(form, sums(depth), sums(depth)).as(String::formatted);
        return chain(condition, Arbitraries.of(" and ", " or "), 2);
    }

    private static Arbitrary<String> sums(int depth) {
        Arbitrary<String> form = Arbitraries.of("%s", "%s", "%s", "- %s", "+ %s", "%s::integer", "%s::varchar");
        Arbitrary<String> part = Combinators.combine(form, operand(depth)).as(String::formatted);
        return chain(part, Arbitraries.of(" || ", " + ", " - ", " * ", " / ", " % "), 3);
    }

    private static Arbitrary<String> chain(Arbitrary<String> part, Arbitrary<String> infix, int most) {
        Arbitrary<String> more = Combinators.combine(infix, part).as(String::concat);
        return Combinators.combine(part, more.list().ofMaxSize(most))
                .as((first, rest) -> first + String.join("", rest));
    }

    private static Arbitrary<String> operand(int depth) {
        Arbitrary<String> leaf = Arbitraries.of("a", "b", "c", "\"d e\"", "1", "2.5", "'x'", "null", "true");
        if (depth == 0) {
            return leaf;
        }
        Arbitrary<String> form = Arbitraries.of(
                "(%2$s)",
                "(%1$s)",
                "coalesce(%2$s, %2$s)",
                "upper(%2$s)",
                "cast(%2$s as varchar)",
                "try_cast(%2$s as integer)",
                "case when %1$s then %2$s else 3 end",
                "case when %1$s then 1 when %1$s then 2 end",
                "case a when %2$s then %2$s else b end");
        Arbitrary<String> nested = Combinators.combine(form, conditions(depth - 1), sums(depth - 1))
                .as(String::formatted);
        return Arbitraries.frequencyOf(Tuple.of(5, leaf), Tuple.of(2, nested));
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void operatorsBindAlike(@ForAll("expressions") String sql) {
        List<ExpressionMistake> mistakes = new ArrayList<>();
        Term ours = SqlReader.read(sql, mistakes);
        Optional<String> theirs = mistakes.isEmpty() ? MartSyntax.of(sql) : Optional.empty();
        boolean both = theirs.isPresent();
        Statistics.label("both").collect(both ? "read it" : "don't");
        Statistics.label("both").coverage(coverage -> coverage.check("read it").percentage(share -> share > 25));
        if (both) {
            assertThat(theirs).as(sql).contains(DuckDbSyntax.written(ours));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'it''s'",
                "'--'",
                "'/* */ ä 😀 $$'",
                "''",
                "1e3 + .5 - 1. * 1.50",
                "007",
                "12345678901234567890123",
                "date '2010-12-01' < timestamp '2010-12-01 00:00:00'",
                "\"a b\" = A",
                "a -- 'no text'",
                "a /* 'nor this' */ + 1",
                "- 2 * 3",
                "a - b - c",
                "a or b and not c",
                "iff(a > 1, b, c)",
                "a not like b",
                "not a in (1)",
            })
    void literalsNamesAndCommentsAreReadAlike(String sql) {
        List<ExpressionMistake> mistakes = new ArrayList<>();
        Term ours = SqlReader.read(sql, mistakes);
        assertThat(mistakes).isEmpty();
        assertThat(MartSyntax.of(sql)).contains(DuckDbSyntax.written(ours));
    }

    /** Staging reads texts as Snowflake does, marts as DuckDB does, and are told so to Snowflake. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"'a\\\\b' | 'a\\b' | 'a\\\\b'", "'\\x41' | 'A' | '\\x41'"})
    void aBackslashEscapesInStagingAlone(String sql, String staging, String mart) {
        assertThat(DuckDbSyntax.written(SqlReader.read(sql, new ArrayList<>()))).isEqualTo(staging);
        assertThat(MartSyntax.of(sql)).contains(mart);
    }

    /** If one of these fails, the parser of marts has been mended: take the parentheses off above. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a in (1) and b | and[in[a 1] b]",
                "a between 1 and 2 = b | =[between[a 1 2] b]",
                "not not a like b | not[not[like[a b]]]",
                "a + not b + c | +[a not[+[b c]]]",
                "a = b isnull | is null[=[a b]]",
            })
    void theParserOfMartsNestsTheseOtherwise(String sql, String ours) {
        assertThat(DuckDbSyntax.written(SqlReader.read(sql, new ArrayList<>()))).isEqualTo(ours);
        assertThat(MartSyntax.of(sql)).isPresent().isNotEqualTo(Optional.of(ours));
    }
}
