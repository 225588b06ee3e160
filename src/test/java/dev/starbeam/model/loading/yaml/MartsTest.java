package dev.starbeam.model.loading.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.model.MartModel;
import dev.starbeam.model.Materialization;
import java.util.List;
import org.junit.jupiter.api.Test;

class MartsTest {
    private static final String ONE = "select 1 as one from star.fact_orders";

    @Test
    void aMartFollowsTheMartsItReads() throws InvalidPipelineException {
        List<MartModel> marts = Declaration.shop()
                .withMart("a.sql", "select * from marts.b join marts.c on true")
                .withMart("b.sql", "select * from (select * from MARTS.C) as x")
                .withMart("c.sql", "with d as (select * from star.fact_orders) select count(*) from d")
                .withMart("d.sql", "select (select max(order_id) from star.fact_orders) as last")
                .load()
                .marts();
        assertThat(marts).extracting(MartModel::name).containsExactly("c", "d", "b", "a");
    }

    @Test
    void aMartIsATableUnlessItsFirstLinesSayView() throws InvalidPipelineException {
        List<MartModel> marts = Declaration.shop()
                .withMart("a.sql", "select 1 as one from star.fact_orders")
                .withMart("b.sql", "-- one row\n-- materialized: view\nselect 1 as one from star.fact_orders\n")
                .load()
                .marts();
        assertThat(marts)
                .extracting(MartModel::materialized)
                .containsExactly(Materialization.TABLE, Materialization.VIEW);
    }

    @Test
    void anUnknownMaterializationIsReported() {
        assertThat(mistakes("-- materialized: viev\nselect 1 from star.fact_orders"))
                .containsExactly(
                        "x.sql:1:18: unknown materialized \"viev\"; expected one of table, view, dynamic_table");
    }

    @Test
    void aDynamicTableSaysHowOldItMayGet() throws InvalidPipelineException {
        List<MartModel> marts = Declaration.shop()
                .withMart("a.sql", "-- materialized: dynamic_table\n-- target_lag: 10  Minutes\n" + ONE)
                .withMart("b.sql", "-- target_lag: downstream\n-- materialized: dynamic_table\n" + ONE)
                .withMart("c.sql", "-- materialized: dynamic_table\n-- target_lag: '1 hours'\n" + ONE)
                .load()
                .marts();
        assertThat(marts).extracting(MartModel::materialized).containsOnly(Materialization.DYNAMIC_TABLE);
        assertThat(marts).extracting(MartModel::targetLag).containsExactly("10 minutes", "downstream", "1 hour");
    }

    @Test
    void aLagThatCannotBeIsReported() {
        assertThat(mistakes("-- materialized: dynamic_table\n" + ONE))
                .containsExactly("x.sql:1:18: a dynamic table needs a line such as -- target_lag: 10 minutes");
        assertThat(mistakes("-- target_lag: 1 day\n" + ONE))
                .containsExactly(
                        "x.sql:1:16: target_lag is for dynamic tables; expected -- materialized: dynamic_table");
        assertThat(mistakes("-- materialized: dynamic_table\n-- target_lag: soon\n" + ONE))
                .containsExactly(
                        "x.sql:2:16: \"soon\" is no target_lag; expected a number of seconds, minutes, hours or"
                                + " days, or downstream");
        assertThat(mistakes("-- materialized: dynamic_table\n-- target_lag: 59 seconds\n" + ONE))
                .containsExactly("x.sql:2:16: target_lag \"59 seconds\" is too short; expected a minute or more");
    }

    @Test
    void aDynamicTableReadsNoMartThatRunsReplace() throws InvalidPipelineException {
        String dynamic = "-- materialized: dynamic_table\n-- target_lag: 1 day\n";
        Declaration base = Declaration.shop().withMart("base.sql", ONE);
        assertThat(base.withMart("x.sql", dynamic + "select * from MARTS.Base").mistakes())
                .containsExactly(
                        "x.sql:1:1: a dynamic table can't read marts.base, which every run replaces; make that a"
                                + " dynamic_table as well, with target_lag: downstream, or read star.… only");
        assertThat(Declaration.shop()
                        .withMart("base.sql", dynamic + ONE)
                        .withMart("x.sql", dynamic + "select * from marts.base")
                        .load()
                        .marts())
                .hasSize(2);
    }

    @Test
    void theLagIsPartOfTheDeclaration() throws InvalidPipelineException {
        String mart = "-- materialized: dynamic_table\n-- target_lag: 1 day\n" + ONE;
        assertThat(Declaration.shop().withMart("a.sql", mart).load().fingerprint())
                .isNotEqualTo(Declaration.shop()
                        .withMart("a.sql", mart.replace("1 day", "2 days"))
                        .load()
                        .fingerprint());
    }

    @Test
    void onlyMartsAreDynamicTables() {
        assertThat(Declaration.shop()
                        .with("columns: [country]}\n", "columns: [country], materialized: dynamic_table}\n")
                        .mistakes())
                .singleElement()
                .asString()
                .contains("dynamic_table");
    }

    @Test
    void whatOneWarehouseDoesNotKnowIsReportedWhereItStands() {
        assertThat(mistakes("select order_id,\n  strftme(ordered_at, '%Y'), list(order_id)\nfrom star.fact_orders"))
                .containsExactly(
                        "x.sql:2:3: function \"strftme\" isn't one that both warehouses know (docs/marts.md lists those);"
                                + " did you mean \"strftime\"?",
                        "x.sql:2:30: function \"list\" isn't the same on both warehouses; write"
                                + " string_agg(x, ',' order by x)");
    }

    @Test
    void aMartIsOneSelect() {
        assertThat(mistakes("select 1; select 2;"))
                .containsExactly("x.sql:1:1: expected one SELECT, found 2 statements");
        assertThat(mistakes("drop table star.fact_orders"))
                .containsExactly("x.sql:1:1: expected one SELECT, found another statement");
        assertThat(mistakes("-- later\n")).containsExactly("x.sql:1:1: expected one SELECT, found nothing");
    }

    @Test
    void whatCannotBeReadIsShownWhereItStands() {
        assertThat(mistakes("select count(*)\nfrom star.fact_orders\ngroup bye order_id"))
                .containsExactly("x.sql:3:1: expected one SELECT, cannot read it from \"group\" on");
    }

    @Test
    void tablesMustBeThere() {
        assertThat(mistakes("select 1\nfrom star.fact_order, marts.y, fact_orders"))
                .containsExactly(
                        "x.sql:2:6: unknown table \"fact_order\" in star; expected one of dim_customers, dim_date,"
                                + " fact_orders; did you mean \"fact_orders\"?",
                        "x.sql:2:23: unknown table \"y\" in marts; expected x; did you mean \"x\"?",
                        "x.sql:2:32: table \"fact_orders\" has no schema that marts may read; expected star.… , marts.…"
                                + " or quality.…");
    }

    @Test
    void martsMayNotReadOneAnotherInACircle() {
        assertThat(Declaration.shop()
                        .withMart("x.sql", "select * from marts.y")
                        .withMart("y.sql", "select * from marts.x")
                        .mistakes())
                .containsExactly("x.sql:1:1: marts read one another in a circle: x, y");
    }

    @Test
    void aMartsNameIsSafe() {
        assertThat(Declaration.shop().withMart("a-b.sql", "select 1").mistakes())
                .containsExactly("a-b.sql:1:1: \"a-b\" cannot name a mart; expected letters, digits and underscores,"
                        + " at most 128, a letter first");
    }

    private static List<String> mistakes(String sql) {
        return Declaration.shop().withMart("x.sql", sql).mistakes();
    }
}
