package dev.starbeam.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.model.MartGroups;
import dev.starbeam.model.MartModel;
import dev.starbeam.model.Materialization;
import dev.starbeam.model.dialect.GroupedQuery;
import dev.starbeam.warehouse.PublishReceipt.Outcome;
import dev.starbeam.warehouse.PublishReceipt.TableReceipt;
import dev.starbeam.warehouse.table.ColumnSpec;
import dev.starbeam.warehouse.table.TableSpec;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What publishing does, whatever the warehouse: each has a test class that opens it. */
public abstract class WarehouseContract {
    @TempDir
    protected Path directory;

    protected StarFixture star;

    /** Opens the warehouse, which keeps its contents between two calls. */
    protected abstract Warehouse open();

    /** A connection to look at the contents; to be closed. */
    protected abstract Connection look() throws SQLException;

    protected abstract StarFixture fixture(Path staging);

    @BeforeEach
    void begin() throws Exception {
        star = fixture(directory.resolve("staging"));
    }

    @Test
    void tablesOfANewerFormatAreRefusedAndLeftAlone() throws Exception {
        publish(star.first());
        assertThat(rows("select format_version from quality.format")).containsExactly(row("1"));
        try (Connection newer = look();
                Statement statement = newer.createStatement()) {
            statement.execute("update quality.format set format_version = 2");
        }
        Map<String, List<List<String>>> before = contents();
        assertThatThrownBy(() -> publish(star.second()))
                .isInstanceOf(WarehouseException.class)
                .hasMessageContaining("have format 2")
                .hasMessageContaining("knows formats up to 1. Nothing was changed");
        assertThatThrownBy(() -> build("b1", StarFixture.MARTS)).hasMessageContaining("have format 2");
        assertThatThrownBy(() -> {
                    try (Warehouse warehouse = open()) {
                        warehouse.filesRead("shop");
                    }
                })
                .hasMessageContaining("have format 2");
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void aPublishedBatchReadsBack() throws Exception {
        PublishReceipt receipt = publish(star.first());
        assertThat(receipt)
                .isEqualTo(new PublishReceipt(
                        Outcome.PUBLISHED,
                        List.of(
                                new TableReceipt("star.dim_customers", 2, 0, 0),
                                new TableReceipt("star.fact_orders", 3, 0, 0),
                                new TableReceipt("quality.rejected_rows", 1, 0, 0))));
        assertThat(rows("select * from star.dim_customers order by 1"))
                .containsExactly(row("0", "null", "null"), row("11", "C1", "London"), row("12", "C2", "null"));
        assertThat(rows("select * from star.fact_orders order by 1, 2"))
                .containsExactly(
                        row("O1", "1", "9.50", "11", "b1", "data/orders.csv", "7"),
                        row("O1", "2", "1.00", "12", "b1", "data/orders.csv", "7"),
                        row("O2", "null", "2.25", "0", "b1", "data/orders.csv", "7"));
        assertThat(rows("select * from quality.rejected_rows"))
                .containsExactly(row(
                        "b1",
                        "stg_orders",
                        "data/orders.csv",
                        "120",
                        "INVALID_VALUE",
                        "amount",
                        "'x' is no number",
                        "O9,x"));
        assertThat(rows("select batch_id, pipeline, verdict, rows_read, finished_at from quality.runs"))
                .containsExactly(row("b1", "shop", "passed", "4", "2024-05-01 10:00:00.0"));
        assertThat(rows("select check_id, status, rows_judged, remedy from quality.check_results"))
                .containsExactly(row("fact_orders.non_negative(amount)", "passed", "3", "null"));
        assertThat(rows("select column_name, distinct_values, mean, deviation from quality.column_profiles"))
                .containsExactly(row("amount", "3", "4.25", "null"));
        assertThat(rows("select source, file, bytes from quality.load_files"))
                .containsExactly(row("raw", "data/orders.csv", "99"));
    }

    @Test
    void theSameBatchAgainChangesNothing() throws Exception {
        PublishRequest request = star.first();
        PublishReceipt first = publish(request);
        Map<String, List<List<String>>> before = contents();
        PublishReceipt again = publish(request);
        assertThat(again).isEqualTo(new PublishReceipt(Outcome.ALREADY_PUBLISHED, first.tables()));
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void aSecondBatchMergesByKey() throws Exception {
        publish(star.first());
        PublishReceipt receipt = publish(star.second());
        assertThat(receipt.tables())
                .startsWith(
                        new TableReceipt("star.dim_customers", 1, 1, 1), new TableReceipt("star.fact_orders", 1, 2, 0));
        assertThat(rows("select * from star.dim_customers order by 1"))
                .containsExactly(
                        row("0", "null", "null"),
                        row("11", "C1", "Paris"),
                        row("12", "C2", "null"),
                        row("13", "C3", "Rome"));
        assertThat(rows("select order_id, line, amount, customer_key, _batch_id from star.fact_orders order by 1, 2"))
                .containsExactly(
                        row("O1", "1", "9.75", "11", "b2"),
                        row("O1", "2", "1.00", "12", "b1"),
                        row("O2", "null", "2.00", "13", "b2"),
                        row("O3", "1", "7.00", "13", "b2"));
    }

    @Test
    void aBatchIdOfAnotherDeclarationIsRefused() throws Exception {
        PublishRequest request = star.first();
        publish(request);
        RunRecord r = request.run();
        RunRecord changed = new RunRecord(
                r.pipeline(), r.batchId(), "beef", r.startedAt(), r.verdict(), 4, 3, 1, 0, 0, r.version());
        assertThatThrownBy(() -> publish(new PublishRequest(
                        changed, request.tables(), request.checks(), request.profiles(), request.sources())))
                .isInstanceOf(WarehouseException.class)
                .hasMessageContaining("batch id b1 was published on 2024-05-01")
                .hasMessageContaining("another --batchId");
    }

    @Test
    void aBatchWithoutRowsLeavesTablesAndUnknownMembers() throws Exception {
        publish(star.request(
                "b0",
                List.of(
                        TableLoad.of(StarFixture.CUSTOMERS, List.of(), 0),
                        star.stage(StarFixture.ORDERS, "b0", List.of()))));
        assertThat(rows("select * from star.dim_customers")).containsExactly(row("0", "null", "null"));
        assertThat(rows("select * from star.fact_orders")).isEmpty();
    }

    @Test
    void rowsThatWentMissingFailTheBatch() throws Exception {
        TableLoad staged = star.stage(StarFixture.CUSTOMERS, "b1", List.of("11|C1|London"));
        PublishRequest request = star.request("b1", List.of(new TableLoad(staged.table(), staged.files(), 2, false)));
        assertThatThrownBy(() -> publish(request))
                .isInstanceOf(WarehouseException.class)
                .hasMessageContaining("2 rows staged for star.dim_customers, but 1 found");
        assertThat(published()).isEmpty();
    }

    @Test
    void rowsThatShareAKeyFailTheBatch() throws Exception {
        PublishRequest request = star.batch("b1", List.of(), List.of("O1|-|1.00|0", "O1|-|2.00|0"));
        assertThatThrownBy(() -> publish(request))
                .isInstanceOf(WarehouseException.class)
                .hasMessageContaining("rows of star.fact_orders share the key [order_id, line]")
                .hasMessageContaining("[O1, null, 2]");
        assertThat(published()).isEmpty();
    }

    @Test
    void membersThatShareASurrogateKeyFailTheBatch() throws Exception {
        publish(star.first());
        PublishRequest collision = star.batch("b2", List.of("11|C9|Oslo"), List.of());
        assertThatThrownBy(() -> publish(collision))
                .isInstanceOf(WarehouseException.class)
                .hasMessageContaining("[C1, C9, 11]");
        assertThat(rows("select count(*) from quality.loads")).containsExactly(row("1"));
    }

    @Test
    void aFactWithoutGrainIsAddedTo() throws Exception {
        TableSpec o = StarFixture.ORDERS;
        TableSpec grainless =
                new TableSpec(o.schema(), o.name(), o.columns(), List.of(), null, "_batch_id", o.materialized(), "");
        for (String id : List.of("b1", "b2", "b2")) {
            publish(star.request(
                    id, List.of(star.stage(grainless, id, List.of("O1|1|1.00|0|f|1", "O1|1|1.00|0|f|1")))));
        }
        assertThat(rows("select _batch_id, count(*) from star.fact_orders group by 1 order by 1"))
                .containsExactly(row("b1", "2"), row("b2", "2"));
    }

    @Test
    void viewsStandOnTablesAndTurnIntoTablesAndBack() throws Exception {
        publish(star.first());
        List<List<String>> orders = rows("select * from star.fact_orders order by all");
        publish(star.request("v", List.of(TableLoad.of(StarFixture.orders(Materialization.VIEW), List.of(), 0))));
        assertThat(rows("select * from star.fact_orders order by all")).isEqualTo(orders);
        assertThat(kindOf("fact_orders")).containsExactly(row("star", "VIEW"), row("star_data", "BASE TABLE"));
        publish(star.request("v2", List.of(TableLoad.of(StarFixture.orders(Materialization.VIEW), List.of(), 0))));
        assertThat(rows("select * from star.fact_orders order by all")).isEqualTo(orders);
        publish(star.second());
        assertThat(kindOf("fact_orders")).containsExactly(row("star", "BASE TABLE"));
        assertThat(rows("select count(*) from star.fact_orders")).containsExactly(row("4"));
    }

    @Test
    void aViewShowsWhatTheTableBeneathItHasBecome() throws Exception {
        publish(star.request("v", List.of(TableLoad.of(StarFixture.orders(Materialization.VIEW), List.of(), 0))));
        List<ColumnSpec> columns = new ArrayList<>(StarFixture.ORDERS.columns());
        columns.set(2, ColumnSpec.optional("amount", ColumnType.decimal(18, 2), "Money."));
        columns.add(3, ColumnSpec.optional("currency", ColumnType.TEXT, "ISO 4217."));
        TableSpec o = StarFixture.ORDERS;
        TableSpec view = new TableSpec("star", o.name(), columns, o.key(), null, "_batch_id", Materialization.VIEW, "");
        publish(star.request("v2", List.of(star.stage(view, "v2", List.of("O7|1|1.25|EUR|0|data/orders.csv|9")))));
        assertThat(rows("select order_id, amount, currency from star.fact_orders"))
                .containsExactly(row("O7", "1.25", "EUR"));
        try (Warehouse warehouse = open()) {
            assertThat(warehouse.changes(List.of(view))).isEmpty();
        }
    }

    @Test
    void newColumnsAreAddedAndDecimalsWidened() throws Exception {
        publish(star.first());
        List<ColumnSpec> columns = new ArrayList<>(StarFixture.ORDERS.columns());
        columns.set(2, ColumnSpec.optional("amount", ColumnType.decimal(18, 2), "More money."));
        columns.add(3, ColumnSpec.optional("currency", ColumnType.TEXT, "ISO 4217."));
        publish(star.request(
                "b2", List.of(star.stage(orders(columns), "b2", List.of("O7|1|1.25|EUR|0|data/orders.csv|9")))));
        assertThat(rows("select order_id, amount, currency from star.fact_orders where line = 1 order by 1"))
                .containsExactly(row("O1", "9.50", "null"), row("O7", "1.25", "EUR"));
        assertThat(rows("select comment from duckdb_columns() where table_name ilike 'fact_orders'"
                        + " and lower(column_name) in ('amount', 'currency') order by column_name"))
                .containsExactly(row("More money."), row("ISO 4217."));
    }

    @Test
    void aColumnNoLongerDeclaredStaysAndMayBeNull() throws Exception {
        publish(star.first());
        List<ColumnSpec> columns = new ArrayList<>(StarFixture.ORDERS.columns());
        columns.removeIf(c -> c.name().equals("customer_key"));
        publish(star.request("b2", List.of(star.stage(orders(columns), "b2", List.of("O7|1|1.00|data/orders.csv|9")))));
        assertThat(rows("select order_id, customer_key from star.fact_orders where line = 1 order by 1"))
                .containsExactly(row("O1", "11"), row("O7", "null"));
    }

    @Test
    void anIncompatibleColumnIsAnErrorThatDropsNothing() throws Exception {
        publish(star.first());
        Map<String, List<List<String>>> before = contents();
        List<ColumnSpec> columns = new ArrayList<>(StarFixture.ORDERS.columns());
        columns.set(1, ColumnSpec.optional("line", ColumnType.DATE, ""));
        PublishRequest request = star.request("b2", List.of(TableLoad.of(orders(columns), List.of(), 0)));
        assertThatThrownBy(() -> publish(request))
                .isInstanceOf(WarehouseException.class)
                .hasMessageContaining("column \"line\" of the published table star.fact_orders is ")
                .hasMessageMatching("(?is).*, the pipeline declares date.*");
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void hostileNamesStayNames() throws Exception {
        String hostile = "x\"; drop schema star cascade; --";
        TableSpec table = new TableSpec(
                "star",
                hostile,
                List.of(
                        ColumnSpec.natural("select", "It's \"quoted\"; drop table x"),
                        ColumnSpec.optional(hostile, ColumnType.TEXT, "")),
                List.of(hostile),
                "select",
                null,
                Materialization.VIEW,
                "'; drop table x; --");
        publish(star.request("'; --1", List.of(star.stage(table, "'; --1", List.of("5|'; drop")))));
        publish(star.request("'; --2", List.of(star.stage(table, "'; --2", List.of("5|'; drop", "6|€")))));
        assertThat(rows("select * from star.\"" + hostile.replace("\"", "\"\"") + "\" order by 1"))
                .containsExactly(row("0", "null"), row("5", "'; drop"), row("6", "€"));
    }

    @Test
    void martsAreBuiltInOrderOnceForABatch() throws Exception {
        publish(star.first());
        MartsReceipt built = build("b1", StarFixture.MARTS);
        assertThat(built.built()).isTrue();
        assertThat(built.marts()).extracting(m -> m.name() + " " + m.rows()).containsExactly("sales 3", "best -1");
        assertThat(rows("select * from marts.sales order by 1"))
                .containsExactly(row("C1", "9.50"), row("C2", "1.00"), row("null", "2.25"));
        assertThat(rows("select * from marts.best")).containsExactly(row("9.50"));
        assertThat(build("b1", StarFixture.MARTS)).isEqualTo(new MartsReceipt(false, List.of()));
        publish(star.second());
        build("b2", StarFixture.MARTS);
        assertThat(rows("select * from marts.best")).containsExactly(row("9.75"));
    }

    @Test
    void textsThatSomeLoadersTakeForNullStayTexts() throws Exception {
        publish(star.batch("b1", List.of("11|\\N|NULL", "12|\\\\N|\\N"), List.of()));
        assertThat(
                        rows(
                                "select customer_id, city from star.dim_customers where customer_key > 0 order by customer_key"))
                .containsExactly(row("\\N", "NULL"), row("\\\\N", "\\N"));
    }

    @Test
    void martsAreBuiltOfOnePipelinesBatches() throws Exception {
        publish(star.first());
        PublishRequest other = star.second();
        RunRecord run = other.run();
        publish(new PublishRequest(
                new RunRecord("other", "o1", run.fingerprint(), run.startedAt(), "passed", 4, 3, 1, 0, 0, "0.1"),
                other.tables(),
                other.checks(),
                other.profiles(),
                other.sources()));
        publish(star.batch("b3", List.of(), List.of()));
        build("b3", StarFixture.MARTS);
        assertThat(rows("select batch_id, marts_built_at is null from quality.loads order by 1"))
                .containsExactly(row("b1", "false"), row("b3", "false"), row("o1", "true"));
        assertThat(build("o1", StarFixture.MARTS).built()).isTrue();
    }

    @Test
    void aMartMayTurnFromTableToViewAndBack() throws Exception {
        publish(star.first());
        build("b1", List.of(new MartModel("m", "select 1 as x", Materialization.TABLE, "m.sql")));
        publish(star.second());
        build("b2", List.of(new MartModel("m", "select 2 as x", Materialization.VIEW, "m.sql")));
        assertThat(rows("select * from marts.m")).containsExactly(row("2"));
        publish(star.batch("b3", List.of(), List.of()));
        build(
                "b3",
                List.of(new MartModel(
                        "m", "with t as (select 3 as x) select x from t", Materialization.TABLE, "m.sql")));
        assertThat(rows("select * from marts.m")).containsExactly(row("3"));
    }

    @Test
    void anIncrementalMartIsBuiltAnewInTheGroupsThatABatchTouches() throws Exception {
        List<MartModel> marts = List.of(bySales(""));
        publish(star.first().withMarts(marts));
        build("b1", marts);
        assertThat(rows("select * from marts.m order by 1 nulls first"))
                .containsExactly(row("null", "null", "2.25"), row("C1", "London", "9.50"), row("C2", "null", "1.00"));
        change("update marts.m set amount = amount + 100");
        publish(star.second().withMarts(marts));
        build("b2", marts);
        assertThat(rows("select * from marts.m order by 1"))
                .as("what was written over stays in the group of C2, which nothing touched")
                .containsExactly(row("C1", "Paris", "9.75"), row("C2", "null", "101.00"), row("C3", "Rome", "9.00"));
    }

    @Test
    void anIncrementalMartIsBuiltWholeWhenItIsNotKnownWhatWasTouched() throws Exception {
        List<MartModel> marts = List.of(bySales(""));
        publish(star.first().withMarts(marts));
        build("b1", marts);
        change("update marts.m set amount = amount + 100");
        publish(star.batch("b2", List.of(), List.of()));
        build("b2", marts);
        String amounts = "select amount from marts.m order by 1";
        assertThat(rows(amounts)).as("published without marts").containsExactly(row("1.00"), row("2.25"), row("9.50"));
        publish(star.batch("b3", List.of(), List.of()).withMarts(marts));
        build("b3", marts);
        change("update marts.m set amount = amount + 100");
        List<MartModel> fewer = List.of(bySales(" having sum(o.amount) > 2"));
        publish(star.batch("b4", List.of(), List.of()).withMarts(fewer));
        build("b4", fewer);
        assertThat(rows(amounts)).as("declared otherwise").containsExactly(row("2.25"), row("9.50"));
    }

    private static MartModel bySales(String having) {
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
    void aFailingMartNamesItsFileAndStaysAsItWas() throws Exception {
        publish(star.first());
        build("b1", List.of(new MartModel("bad", "select 1 as x", Materialization.TABLE, "marts/bad.sql")));
        publish(star.second());
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
    void martsOfAnUnpublishedBatchAreRefused() {
        assertThatThrownBy(() -> build("b9", StarFixture.MARTS))
                .isInstanceOf(WarehouseException.class)
                .hasMessageContaining("batch b9 is not published");
    }

    protected static TableSpec orders(List<ColumnSpec> columns) {
        TableSpec o = StarFixture.ORDERS;
        return new TableSpec(o.schema(), o.name(), columns, o.key(), null, "_batch_id", o.materialized(), "");
    }

    protected final PublishReceipt publish(PublishRequest request) {
        try (Warehouse warehouse = open()) {
            return warehouse.publish(request);
        }
    }

    protected final MartsReceipt build(String batchId, List<MartModel> marts) {
        try (Warehouse warehouse = open()) {
            return warehouse.buildMarts(batchId, marts);
        }
    }

    private List<List<String>> kindOf(String table) throws Exception {
        return rows("select lower(table_schema), table_type from information_schema.tables where table_name ilike '"
                + table + "' order by 1");
    }

    /** Tables with rows in them. */
    private Map<String, List<List<String>>> published() throws SQLException {
        Map<String, List<List<String>>> tables = contents();
        tables.values().removeIf(List::isEmpty);
        return tables;
    }

    protected final Map<String, List<List<String>>> contents() throws SQLException {
        try (Connection duck = look()) {
            return Contents.of(duck);
        }
    }

    protected final List<List<String>> rows(String sql) throws Exception {
        try (Connection duck = look()) {
            return Contents.query(duck, sql);
        }
    }

    protected static List<String> row(String... cells) {
        return List.of(cells);
    }
}
