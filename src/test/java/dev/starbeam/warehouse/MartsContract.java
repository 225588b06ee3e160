package dev.starbeam.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.model.MartGroups;
import dev.starbeam.model.MartModel;
import dev.starbeam.model.Materialization;
import dev.starbeam.model.dialect.GroupedQuery;
import dev.starbeam.warehouse.table.TableSpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What building marts does, whatever the warehouse. */
public interface MartsContract extends WarehouseUnderTest {
    @Test
    default void martsAreBuiltInOrderOnceForABatch() throws Exception {
        publish(star().first());
        MartsReceipt built = build("b1", StarFixture.MARTS);
        assertThat(built.built()).isTrue();
        assertThat(built.marts()).extracting(m -> m.name() + " " + m.rows()).containsExactly("sales 3", "best -1");
        assertThat(rows("select * from marts.sales order by 1"))
                .containsExactly(row("C1", "9.50"), row("C2", "1.00"), row("null", "2.25"));
        assertThat(rows("select * from marts.best")).containsExactly(row("9.50"));
        assertThat(build("b1", StarFixture.MARTS)).isEqualTo(new MartsReceipt(false, List.of()));
        publish(star().second());
        build("b2", StarFixture.MARTS);
        assertThat(rows("select * from marts.best")).containsExactly(row("9.75"));
    }

    @Test
    default void textsThatSomeLoadersTakeForNullStayTexts() throws Exception {
        publish(star().batch("b1", List.of("11|\\N|NULL", "12|\\\\N|\\N"), List.of()));
        assertThat(
                        rows(
                                "select customer_id, city from star.dim_customers where customer_key > 0 order by customer_key"))
                .containsExactly(row("\\N", "NULL"), row("\\\\N", "\\N"));
    }

    @Test
    default void martsAreBuiltOfOnePipelinesBatches() throws Exception {
        publish(star().first());
        publish(ofAnotherPipeline(star().second()));
        publish(star().batch("b3", List.of(), List.of()));
        build("b3", StarFixture.MARTS);
        assertThat(rows("select batch_id, marts_built_at is null from quality.loads order by 1"))
                .containsExactly(row("b1", "false"), row("b3", "false"), row("o1", "true"));
        assertThat(build("o1", StarFixture.MARTS).built()).isTrue();
    }

    @Test
    default void aMartMayTurnFromTableToViewAndBack() throws Exception {
        publish(star().first());
        build("b1", List.of(new MartModel("m", "select 1 as x", Materialization.TABLE, "m.sql")));
        publish(star().second());
        build("b2", List.of(new MartModel("m", "select 2 as x", Materialization.VIEW, "m.sql")));
        assertThat(rows("select * from marts.m")).containsExactly(row("2"));
        publish(star().batch("b3", List.of(), List.of()));
        build(
                "b3",
                List.of(new MartModel(
                        "m", "with t as (select 3 as x) select x from t", Materialization.TABLE, "m.sql")));
        assertThat(rows("select * from marts.m")).containsExactly(row("3"));
    }

    @Test
    default void anIncrementalMartIsBuiltAnewInTheGroupsThatABatchTouches() throws Exception {
        List<MartModel> marts = List.of(bySales(""));
        publish(star().first().withMarts(marts));
        build("b1", marts);
        assertThat(rows("select * from marts.m order by 1 nulls first"))
                .containsExactly(row("null", "null", "2.25"), row("C1", "London", "9.50"), row("C2", "null", "1.00"));
        change("update marts.m set amount = amount + 100");
        publish(star().second().withMarts(marts));
        build("b2", marts);
        assertThat(rows("select * from marts.m order by 1"))
                .as("what was written over stays in the group of C2, which nothing touched")
                .containsExactly(row("C1", "Paris", "9.75"), row("C2", "null", "101.00"), row("C3", "Rome", "9.00"));
    }

    @Test
    default void anIncrementalMartIsBuiltWholeWhenItIsNotKnownWhatWasTouched() throws Exception {
        List<MartModel> marts = List.of(bySales(""));
        publish(star().first().withMarts(marts));
        build("b1", marts);
        change("update marts.m set amount = amount + 100");
        publish(star().batch("b2", List.of(), List.of()));
        build("b2", marts);
        String amounts = "select amount from marts.m order by 1";
        assertThat(rows(amounts)).as("published without marts").containsExactly(row("1.00"), row("2.25"), row("9.50"));
        publish(star().batch("b3", List.of(), List.of()).withMarts(marts));
        build("b3", marts);
        change("update marts.m set amount = amount + 100");
        List<MartModel> fewer = List.of(bySales(" having sum(o.amount) > 2"));
        publish(star().batch("b4", List.of(), List.of()).withMarts(fewer));
        build("b4", fewer);
        assertThat(rows(amounts)).as("declared otherwise").containsExactly(row("2.25"), row("9.50"));
    }

    @Test
    default void anIncrementalMartIsBuiltWholeWhenAnotherPipelineHasPublished() throws Exception {
        List<MartModel> marts = List.of(bySales(""));
        publish(star().first().withMarts(marts));
        build("b1", marts);
        publish(ofAnotherPipeline(star().batch("o1", List.of("11|C1|Lima"), List.of())));
        publish(star().batch("b2", List.of(), List.of("O3|1|7.00|12")).withMarts(marts));
        build("b2", marts);
        assertThat(rows("select * from marts.m order by 1 nulls first"))
                .as("members that both have, whose groups no batch of this pipeline touched")
                .containsExactly(row("null", "null", "2.25"), row("C1", "Lima", "9.50"), row("C2", "null", "8.00"));
    }

    /** Only what it reads itself can make a mart stale. */
    @Test
    default void anIncrementalMartIsBuiltByGroupsWhenAnotherPipelineHasPublishedOtherTables() throws Exception {
        List<MartModel> marts = List.of(bySales(""));
        publish(star().first().withMarts(marts));
        build("b1", marts);
        change("update marts.m set amount = amount + 100");
        TableSpec o = StarFixture.ORDERS;
        TableSpec visits =
                new TableSpec("star", "fact_visits", o.columns(), List.of(), null, "_batch_id", o.materialized(), "");
        publish(ofAnotherPipeline(
                star().request("o1", List.of(star().stage(visits, "o1", List.of("V1|1|1.00|0|data/visits.csv|9"))))));
        publish(star().batch("b2", List.of(), List.of("O3|1|7.00|12")).withMarts(marts));
        build("b2", marts);
        assertThat(rows("select * from marts.m order by 1 nulls first"))
                .containsExactly(
                        row("null", "null", "102.25"), row("C1", "London", "109.50"), row("C2", "null", "8.00"));
    }

    @Test
    default void groupsThatNoMartNeedsAnyMoreAreDropped() throws Exception {
        List<MartModel> marts = List.of(bySales(""));
        publish(star().first().withMarts(marts));
        build("b1", marts);
        List<MartModel> fewer = List.of(bySales(" having sum(o.amount) > 2"));
        publish(star().batch("b2", List.of(), List.of()).withMarts(fewer));
        build("b2", fewer);
        String groups = "select count(*) from information_schema.tables where table_name ilike 'mart_m_groups%'";
        assertThat(rows(groups))
                .as("those of the mart as it was declared before")
                .containsExactly(row("1"));
        try (Warehouse warehouse = open()) {
            List<TableSpec> declared = List.of(StarFixture.CUSTOMERS, StarFixture.ORDERS);
            assertThat(warehouse.leftOver("shop", declared, fewer)).isEmpty();
            List<LeftOver> left = warehouse.leftOver("shop", declared, List.of());
            assertThat(left)
                    .extracting(LeftOver::name)
                    .hasSize(2)
                    .anyMatch(name -> name.matches("(?i)quality\\.mart_m_groups_.{8}"));
            warehouse.remove(left);
            assertThat(warehouse.leftOver("shop", declared, List.of())).isEmpty();
        }
        assertThat(rows(groups)).as("of a mart that is gone").containsExactly(row("0"));
    }

    private static PublishRequest ofAnotherPipeline(PublishRequest request) {
        RunRecord run = request.run();
        return new PublishRequest(
                new RunRecord("other", "o1", run.fingerprint(), run.startedAt(), "passed", 4, 3, 1, 0, 0, "0.1"),
                request.tables(),
                request.checks(),
                request.sources());
    }

    /** An incremental mart, a row a customer. */
    static MartModel bySales(String having) {
        String sql = "select c.customer_id, max(c.city) as city, sum(o.amount) as amount from star.fact_orders o join"
                + " star.dim_customers c on c.customer_key = o.customer_key group by c.customer_id" + having;
        MartGroups groups =
                GroupedQuery.of(sql, List.of("customer_id")).groups().orElseThrow();
        return new MartModel("m", sql, Materialization.INCREMENTAL, "m.sql", null, groups);
    }

    private void change(String sql) throws SQLException {
        try (Connection duck = look();
                Statement statement = duck.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    default void aFailingMartNamesItsFileAndStaysAsItWas() throws Exception {
        publish(star().first());
        build("b1", List.of(new MartModel("bad", "select 1 as x", Materialization.TABLE, "marts/bad.sql")));
        publish(star().second());
        Map<String, List<List<String>>> before = contents();
        for (String sql : List.of("select nonsense from star.fact_orders", "select 1; drop table star.fact_orders")) {
            List<MartModel> marts = List.of(new MartModel("bad", sql, Materialization.TABLE, "marts/bad.sql"));
            assertThatThrownBy(() -> build("b2", marts))
                    .isInstanceOf(WarehouseException.class)
                    .hasMessageContaining("mart marts/bad.sql failed: ");
            assertThat(contents()).isEqualTo(before);
        }
    }

    @Test
    default void martsOfAnUnpublishedBatchAreRefused() {
        assertThatThrownBy(() -> build("b9", StarFixture.MARTS))
                .isInstanceOf(WarehouseException.class)
                .hasMessageContaining("batch b9 is not published");
    }
}
