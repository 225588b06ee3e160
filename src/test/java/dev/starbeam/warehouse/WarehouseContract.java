package dev.starbeam.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.model.Materialization;
import dev.starbeam.warehouse.PublishReceipt.Outcome;
import dev.starbeam.warehouse.PublishReceipt.TableReceipt;
import dev.starbeam.warehouse.table.ColumnSpec;
import dev.starbeam.warehouse.table.TableSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What publishing does, whatever the warehouse: each has a test class that opens it. */
public abstract class WarehouseContract
        implements MartsContract, TableChangesContract, LeftOversContract, FormerRowsContract {
    @TempDir
    protected Path directory;

    protected StarFixture star;

    protected abstract StarFixture fixture(Path staging);

    @BeforeEach
    void begin() throws Exception {
        star = fixture(directory.resolve("staging"));
    }

    @Override
    public final StarFixture star() {
        return star;
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

    /** A row is written anew to name its batch; where it stood in its file says nothing about it. */
    @Test
    void rowsThatSayTheSameAreNotUpdated() throws Exception {
        publish(star.first());
        PublishReceipt receipt = publish(star.request(
                "b2",
                List.of(
                        star.stage(StarFixture.CUSTOMERS, "b2", List.of("11|C1|London")),
                        star.stage(
                                StarFixture.ORDERS,
                                "b2",
                                List.of(
                                        "O1|1|9.50|11|data/again.csv|70",
                                        "O1|2|1.25|12|data/again.csv|80",
                                        "O2|-|2.25|0|data/again.csv|90",
                                        "O4|1|1.00|11|data/again.csv|99")))));
        assertThat(receipt.tables())
                .containsExactly(
                        new TableReceipt("star.dim_customers", 0, 0, 1), new TableReceipt("star.fact_orders", 1, 1, 2));
        assertThat(rows("select order_id, line, _batch_id, _source_offset from star.fact_orders order by 1, 2"))
                .containsExactly(
                        row("O1", "1", "b2", "70"),
                        row("O1", "2", "b2", "80"),
                        row("O2", "null", "b2", "90"),
                        row("O4", "1", "b2", "99"));
        assertThat(rows("select rows_inserted, rows_updated, rows_unchanged from quality.load_tables where batch_id ="
                        + " 'b2' and table_name = 'star.fact_orders'"))
                .containsExactly(row("1", "1", "2"));
    }

    /** A file that was read again as a whole tells anew what is rejected of it. */
    @Test
    void viewsShowWhatIsRejectedNowAndTheNewestVerdicts() throws Exception {
        String rejected = "select pipeline, batch_id, source_offset from quality.rejected_now";
        String verdicts = "select pipeline, verdict, batch_id, check_id, status from quality.verdicts_now";
        publish(star.first());
        assertThat(rows(rejected)).containsExactly(row("shop", "b1", "120"));
        publish(star.second());
        assertThat(rows(rejected)).as("a row at its place counts once").containsExactly(row("shop", "b2", "120"));
        assertThat(rows(verdicts))
                .containsExactly(row("shop", "passed", "b2", "fact_orders.non_negative(amount)", "passed"));
        PublishRequest mended = star.request("b3", List.of());
        publish(new PublishRequest(
                mended.run(),
                mended.tables(),
                mended.checks(),
                List.of(new SourceFileRecord("raw", "data/orders.csv", 99, "v2", null, false))));
        assertThat(rows(rejected)).isEmpty();
        assertThat(rows("select batch_id from quality.verdicts_now")).containsExactly(row("b3"));
    }

    @Test
    void aBatchIdOfAnotherDeclarationIsRefused() throws Exception {
        PublishRequest request = star.first();
        publish(request);
        RunRecord r = request.run();
        RunRecord changed = new RunRecord(
                r.pipeline(), r.batchId(), "beef", r.startedAt(), r.verdict(), 4, 3, 1, 0, 0, r.version());
        assertThatThrownBy(() ->
                        publish(new PublishRequest(changed, request.tables(), request.checks(), request.sources())))
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
                .hasMessageContaining("2 rows of fact_orders share the key [order_id, line]")
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
}
