package dev.starbeam.model.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FactTotalsTest {
    private static final Map<String, String> MARTS =
            Map.of("days", "select day, sum(amount) as amount from star.fact_orders group by day");

    private static Optional<FactTotals> of(String sql) {
        return FactTotals.of(sql, MARTS, Set.of("fact_orders", "fact_returns"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select day, sum(amount) as s from star.fact_orders where amount > 0 group by day",
                "select round(coalesce(sum(o.amount), 0), 2) as s from star.fact_orders o join star.dim_days d on o.k = d.k",
                "with x as (select k, sum(amount) as a from star.fact_orders group by k)"
                        + " select d.name, cast(x.a as bigint) as s from x join star.dim_days d on d.k = x.k",
                "select sum(amount) as s from marts.days",
                "select sum(q.a) as s from (select sum(amount) as a from star.fact_orders group by k) as q",
            })
    void totalsOverAFewRowsTellWhatTheyChange(String sql) {
        FactTotals totals = of(sql).orElseThrow();
        assertThat(totals.adds()).isTrue();
        assertThat(totals.columns()).isEqualTo(List.of("s"));
        assertThat(totals.over("few"))
                .startsWith("select sum(totals.s) as total_0 from (")
                .contains("few")
                .doesNotContain("star.fact_orders", "marts.days");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select day, sum(amount) as s from star.fact_orders group by day having sum(amount) > 5",
                "select day, sum(amount) as s from star.fact_orders group by day limit 3",
                "select sum(amount) as s from marts.days where amount > 3",
                "select sum(a.amount) as s from star.fact_orders a join star.fact_orders b on a.k = b.k",
                "select sum(o.amount) as s from star.dim_days d left join star.fact_orders o on o.k = d.k",
                "select sum(amount) as s from star.fact_orders where k in (select k from star.fact_orders)",
                "with x as (select amount, row_number() over (partition by k) as n from star.fact_orders)"
                        + " select sum(amount) as s from x",
                "with x as (select distinct amount from star.fact_orders) select sum(amount) as s from x",
            })
    void otherwiseTheyHaveToBeTakenOverAllRows(String sql) {
        assertThat(of(sql).orElseThrow().adds()).isFalse();
    }

    @Test
    void aMartWithoutSumsOrOfSeveralFactsHasNone() {
        assertThat(of("select count(*) as n from star.fact_orders")).isEmpty();
        assertThat(of("select sum(days) as s from star.dim_days")).isEmpty();
        assertThat(of("select sum(distinct amount) as s from star.fact_orders")).isEmpty();
        assertThat(of("select sum(o.amount) as s from star.fact_orders o join star.fact_returns r using (k)"))
                .isEmpty();
    }

    @Test
    void theFactIsCalledAsItWas() {
        assertThat(of("select sum(fact_orders.amount) as s from star.fact_orders")
                        .orElseThrow()
                        .over("few"))
                .isEqualTo(
                        "select sum(totals.s) as total_0 from (SELECT sum(fact_orders.amount) AS s FROM few AS fact_orders)"
                                + " as totals");
        assertThat(of("select sum(o.amount) as s from star.fact_orders o")
                        .orElseThrow()
                        .over("few"))
                .contains("FROM few o)");
    }
}
