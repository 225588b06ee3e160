package dev.starbeam.model.loading.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.model.MartGroups;
import dev.starbeam.model.MartModel;
import dev.starbeam.model.Materialization;
import java.util.List;
import org.junit.jupiter.api.Test;

class MartsTest {
    private static final String ONE = "select 1 as one from star.fact_orders";

    private static final String BY_COUNTRY = "-- materialized: incremental\n-- group_by: country\n";

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
                        "x.sql:1:18: unknown materialized \"viev\"; expected one of table, view, dynamic_table,"
                                + " incremental");
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
    void anIncrementalMartIsBuiltByTheKeysItGroupsBy() throws InvalidPipelineException {
        MartModel mart = Declaration.shop()
                .withMart(
                        "a.sql",
                        BY_COUNTRY
                                + "select c.country, max(f.quantity) as most\nfrom star.fact_orders f"
                                + "\njoin star.dim_customers c on c.customer_key = f.customer_key"
                                + "\nwhere quantity > 0\ngroup by c.country having count(*) > 1")
                .load()
                .marts()
                .get(0);
        assertThat(mart.materialized()).isEqualTo(Materialization.INCREMENTAL);
        assertThat(mart.groups())
                .isEqualTo(new MartGroups(
                        List.of("country"),
                        List.of("c.country"),
                        List.of(new MartGroups.Joined("fact_orders", "f"), new MartGroups.Joined("dim_customers", "c")),
                        "select c.country, max(f.quantity) AS most",
                        "star.fact_orders f JOIN star.dim_customers c ON c.customer_key = f.customer_key",
                        "quantity > 0",
                        "GROUP BY c.country having count(*) > 1"));
    }

    @Test
    void anIncrementalMartSaysWhatItGroupsBy() {
        String query = "select country, count(*) as n from star.dim_customers group by country";
        assertThat(mistakes("-- materialized: incremental\n" + query))
                .containsExactly("x.sql:1:18: an incremental mart needs a line such as -- group_by: customer_key");
        assertThat(mistakes("-- group_by: country\n" + query))
                .containsExactly(
                        "x.sql:1:14: group_by is for incremental marts; expected -- materialized: incremental");
        assertThat(mistakes("-- materialized: incremental\n-- group_by: county, n\n" + query))
                .containsExactly(
                        "x.sql:3:1: group_by names \"county\", which the query doesn't select",
                        "x.sql:3:1: group_by names \"n\", which the query doesn't group by; its group by has to list"
                                + " count(*)");
    }

    @Test
    void aPositionToGroupByMustBeThatOfAColumn() {
        String query = "select country, count(*) as n from star.dim_customers group by ";
        assertThat(mistakes(BY_COUNTRY + query + "1")).isEmpty();
        for (String position : List.of("0", "3", "9223372036854775807")) {
            assertThat(mistakes(BY_COUNTRY + query + position))
                    .contains("x.sql:3:1: group by " + position + " is no column of the query, which has 2");
        }
    }

    @Test
    void groupsThatLookBeyondTheirOwnRowsAreRefusedAsIncremental() {
        String from = "country, count(*) as n from star.dim_customers";
        assertRefused("select " + from + " group by country limit 3", "3:1", "limit or offset");
        assertRefused("select distinct " + from + " group by country", "3:1", "distinct over groups");
        assertRefused("select " + from + " group by country order by n", "3:1", "order by");
        assertRefused(
                "select country, sum(count(*)) over () as n\nfrom star.dim_customers group by country",
                "3:17",
                "a window, over (…)");
        assertRefused(
                "select " + from + "\ngroup by country having count(*) > (select 1 from star.fact_orders)",
                "4:37",
                "a query in the query");
        assertRefused(
                "select " + from + "\nwhere updated_at < current_date group by country", "4:20", "the time of the run");
    }

    @Test
    void anIncrementalMartIsOneQueryOverInnerJoinsOfTheStar() {
        assertThat(mistakes(BY_COUNTRY + "with x as (select 1 as country) select country from x"))
                .first()
                .asString()
                .startsWith("x.sql:3:1: an incremental mart is one select with group by, without with");
        assertThat(mistakes(BY_COUNTRY + "select c.country from star.fact_orders f\nleft join star.dim_customers c"
                        + " on c.customer_key = f.customer_key group by c.country"))
                .containsExactly("x.sql:4:11: an incremental mart has inner joins with on or using only; every key of a"
                        + " fact meets a member, if need be the unknown one");
        assertThat(Declaration.shop()
                        .withMart("x.sql", BY_COUNTRY + "select country from marts.y group by country")
                        .withMart("y.sql", "select country from star.dim_customers")
                        .mistakes())
                .containsExactly(
                        "x.sql:3:21: an incremental mart reads tables of star only; write that in a mart of its"
                                + " own that is a table or view");
    }

    private static void assertRefused(String query, String place, String form) {
        assertThat(mistakes(BY_COUNTRY + query))
                .containsExactly("x.sql:" + place + ": an incremental mart can't have " + form + ", since its groups"
                        + " would depend on one another or on more than their own rows; write that in a mart of its own"
                        + " that is a table or view");
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
        assertThat(mistakes("")).containsExactly("x.sql:1:1: expected one SELECT, found nothing");
        assertThat(mistakes("-- later\n")).containsExactly("x.sql:1:1: expected one SELECT, found nothing");
    }

    /** The parser's time grows out of hand with parentheses in parentheses, and its stack ends. */
    @Test
    void parenthesesInParenthesesAreReadOrRefusedAtOnce() {
        assertThat(mistakes(nested(30, "coalesce(order_id, ", ")"))).isEmpty();
        assertThat(mistakes(nested(60, "(", ")"))).singleElement().asString().contains("cannot read it from");
        assertThat(mistakes(nested(50_000, "coalesce(1, ", ")")))
                .containsExactly("x.sql:1:1: expected one SELECT, cannot read it: it is nested too deeply");
    }

    private static String nested(int depth, String open, String close) {
        return "select " + open.repeat(depth) + "1" + close.repeat(depth) + " as x from star.fact_orders";
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
