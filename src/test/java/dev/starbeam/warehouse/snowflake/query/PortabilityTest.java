package dev.starbeam.warehouse.snowflake.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is the same on both warehouses stays as it is, but for quotes, white space and the case of keywords. */
class PortabilityTest {
    @Property(tries = 300)
    void aQueryWithoutDifferencesStaysAsItIs(@ForAll("queries") String query) {
        SnowflakeQuery translated = SnowflakeQuery.of(query, name -> '"' + name.toUpperCase(Locale.ROOT) + '"');
        assertThat(translated.refusals()).as(query).isEmpty();
        assertThat(bare(translated.sql())).isEqualTo(bare(query));
    }

    @Property(tries = 100)
    void translatingTwiceChangesNothingMore(@ForAll("queries") String query) {
        String once = SnowflakeQuery.of(query, name -> '"' + name.toUpperCase(Locale.ROOT) + '"')
                .sql();
        assertThat(SnowflakeQuery.of(once, name -> '"' + name + '"').sql()).isEqualTo(once);
    }

    /** DuckDB reads it, the parser doesn't: refused when the model is loaded, never half translated. */
    @Example
    void whatTheParserCannotReadIsNoQuery() {
        assertThatThrownBy(() -> SnowflakeQuery.of("select - - x from star.t", name -> name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not one SELECT");
        assertThat(SnowflakeQuery.of("select - (- x) from star.t", name -> name).refusals())
                .isEmpty();
    }

    @Provide
    Arbitrary<String> queries() {
        Arbitrary<String> joins =
                Arbitraries.of("", " join marts.b using (x)", " left join star.\"c\" on c.x = t.x", ", star.d");
        Arbitrary<String> rest = Arbitraries.of(
                "", " order by x", " order by 1 desc nulls first limit 3 offset 2", " union all select y from star.u");
        Arbitrary<String> with = Arbitraries.of("", "with \"w\" as (select x from star.t) ");
        Arbitrary<String> select = Combinators.combine(expressions(3), expressions(2), joins)
                .as((first, second, join) -> "select " + first + " as \"a\", " + second + " from star.t" + join);
        Arbitrary<String> grouped = Combinators.combine(conditions(), expressions(1))
                .as((where, group) -> " where " + where + " group by " + group + " having count(*) > 1");
        return Combinators.combine(with, select, grouped, rest).as((a, b, c, d) -> a + b + c + d);
    }

    private static Arbitrary<String> conditions() {
        return Combinators.combine(
                        Arbitraries.of(
                                "%s = %s",
                                "%s <> %s and not x is null",
                                "(%s < %s or x in (1, 2))",
                                "%s between 1 and 7 or %s > 0",
                                "%s is distinct from %s",
                                "%s like 'a' || %s",
                                "%s in (select y from star.u where y > %s)",
                                "exists (select 1 from star.u) and %s >= %s"),
                        expressions(2),
                        expressions(1))
                .as(String::formatted);
    }

    private static Arbitrary<String> expressions(int depth) {
        Arbitrary<String> leaf =
                Arbitraries.of("x", "\"y\"", "t.x", "\"t\".\"y\"", "1", "2.50", "'it''s'", "true", "null");
        if (depth == 0) {
            return leaf;
        }
        List<String> forms = List.of(
                "(%s + %s) * 2",
                "%s * %s",
                "- (%s) - %s",
                "%s || %s",
                "%s %% %s",
                "coalesce(%s, %s)",
                "sum(case when %s > 1 then %s else 0 end)",
                "case %s when 1 then %s end",
                "count(distinct %s) + %s",
                "cast(%s as date) + %s",
                "max(%s) over (partition by %s order by x)",
                "lag(%s, 1) over (order by x, %s)",
                "datediff('day', %s, %s)");
        Arbitrary<String> inner = expressions(depth - 1);
        return Arbitraries.oneOf(
                leaf, Combinators.combine(Arbitraries.of(forms), inner, inner).as(String::formatted));
    }

    private static String bare(String sql) {
        return sql.replaceAll("[\\s\"]", "").toLowerCase(Locale.ROOT);
    }
}
