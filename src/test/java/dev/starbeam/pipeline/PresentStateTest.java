package dev.starbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run does follows from the state that the tables are in, whatever they were in before. */
class PresentStateTest {
    private static final String HEADER = "order_id,customer_id,quantity,unit_price,ordered_at\n";
    private static final String FIRST = HEADER + "1,a,1,1.00,2024-01-02 10:00:00\n2,b,1,1.00,2024-01-03 10:00:00\n";
    private static final String CHANGED = HEADER + "1,a,7,1.00,2024-01-02 10:00:00\n2,b,1,1.00,2024-01-03 10:00:00\n";
    private static final String QUANTITIES = "select order_id, quantity from star.fact_orders order by 1";
    private static final String LOADS = "select count(*) from quality.loads";

    @TempDir
    Path directory;

    private Shop shop;

    @BeforeEach
    void begin() throws Exception {
        shop = Shop.in(directory);
        write("orders.csv", FIRST, 1);
        write("customers.csv", "customer_id,country\na,France\nb,Spain\n", 1);
    }

    private void readNewFilesOnly() throws IOException {
        shop.declaring("{location: \"${raw}/orders*.csv\", read: new_files}", "{location: \"${raw}/orders*.csv\"}")
                .declaring(
                        "{location: \"${raw}/customers.csv\", read: new_files}",
                        "{location: \"${raw}/customers.csv\"}");
    }

    @Test
    void aFileThatGoesBackToWhatItWasIsPublishedAgain() throws Exception {
        goThereAndBack();
        assertThat(Published.rows(shop.warehouse(), "select count(distinct batch_id) from quality.loads"))
                .containsExactly("3");
    }

    @Test
    void soIsOneOfASourceThatIsReadForItsNewFiles() throws Exception {
        readNewFilesOnly();
        goThereAndBack();
    }

    private void goThereAndBack() throws Exception {
        shop.run().expecting(0);
        write("orders.csv", CHANGED, 2);
        shop.run().expecting(0);
        assertThat(Published.rows(shop.warehouse(), QUANTITIES)).containsExactly("1|7", "2|1");
        write("orders.csv", FIRST, 1);
        assertThat(shop.run().expecting(0).out()).contains("Published to");
        assertThat(Published.rows(shop.warehouse(), QUANTITIES)).containsExactly("1|1", "2|1");
        assertThat(shop.run().expecting(0).out()).contains("none of its rows was published again");
    }

    @Test
    void aDeclarationThatGoesBackIsPublishedAgain() throws Exception {
        shop.run().expecting(0);
        shop.declaring("country: upper(trim(country))", "country: trim(country)");
        shop.run().expecting(0);
        assertThat(Published.rows(shop.warehouse(), "select country from marts.sales order by 1"))
                .containsExactly("FRANCE", "SPAIN");
        shop.declaring("country: trim(country)", "country: upper(trim(country))");
        shop.run().expecting(0);
        assertThat(Published.rows(shop.warehouse(), "select country from marts.sales order by 1"))
                .containsExactly("France", "Spain");
    }

    @Test
    void whatIsInIsToldBeforeAnythingIsRead() throws Exception {
        shop.run().expecting(0);
        Path noDirectory = Files.writeString(directory.resolve("not-a-directory"), "x");
        PipelineRun again = shop.run("--staging=" + noDirectory).expecting(0);
        assertThat(again.summary().get("outcome").asText()).isEqualTo("already_published");
        assertThat(again.stage("stg_orders").get("read").asInt()).isZero();
        assertThat(Published.rows(shop.warehouse(), LOADS)).containsExactly("1");
    }

    @Test
    void aBatchThatWasOverruledIsInWhateverItsChecksSay() throws Exception {
        write("orders.csv", FIRST + "3,a,1,-1.00,2024-01-02 10:00:00\n", 2);
        shop.run("--onQualityFailure=warn").expecting(0);
        assertThat(shop.run().expecting(0).out())
                .contains("none of its rows was published again")
                .doesNotContain("othing was published");
    }

    @Test
    void martsThatWereChangedAreBuiltAlthoughNothingIsNew() throws Exception {
        readNewFilesOnly();
        shop.run().expecting(0);
        String before = Files.readString(directory.resolve("marts/countries.sql"));
        shop.file("marts/countries.sql", "select count(*) + 100 as countries from marts.sales\n");
        assertThat(shop.run().expecting(0).summary().get("marts")).hasSize(2);
        assertThat(Published.rows(shop.warehouse(), "select * from marts.countries"))
                .containsExactly("102");
        assertThat(shop.run().expecting(0).summary().get("marts")).isEmpty();
        shop.file("marts/countries.sql", before);
        shop.run().expecting(0);
        assertThat(Published.rows(shop.warehouse(), "select * from marts.countries"))
                .containsExactly("2");
        assertThat(Published.rows(shop.warehouse(), LOADS)).containsExactly("1");
    }

    @Test
    void aChangedDeclarationReadsAllFilesAnewAndSaysWhichAreGone() throws Exception {
        readNewFilesOnly();
        write("orders-0.csv", HEADER + "9,a,9,1.00,2024-01-02 10:00:00\n", 1);
        shop.run().expecting(0);
        Files.delete(directory.resolve("orders-0.csv"));
        shop.declaring("quantity: -try_to_number(quantity)", "quantity: try_to_number(quantity)");
        assertThat(shop.plan().expecting(0).out()).contains("the declaration has changed", "orders-0.csv");
        PipelineRun run = shop.run().expecting(0);
        assertThat(run.err()).contains("1 file that are not there any more as they were", "orders-0.csv");
        assertThat(Published.rows(shop.warehouse(), QUANTITIES)).containsExactly("1|-1", "2|-1", "9|9");
        assertThat(shop.run().expecting(0).out()).contains("none of its rows was published again");
    }

    @Test
    void rowsThatAChangedDeclarationNoLongerMakesAreWithdrawn() throws Exception {
        shop.run().expecting(0);
        shop.declaring("grain: [order_id]\n    filters: {first: order_id = '1'}", "grain: [order_id]");
        shop.run().expecting(0);
        assertThat(Published.rows(shop.warehouse(), QUANTITIES)).containsExactly("1|1");
        assertThat(Published.rows(shop.warehouse(), "select * from marts.countries"))
                .containsExactly("1");
    }

    @Test
    void aReferenceThatIsNewReachesRowsWhoseFilesAreGone() throws Exception {
        shop.declaring(
                        "      ordered_at: dim_date\n",
                        "      customer_id: {dimension: dim_customers, on_orphan: unknown_member}\n      ordered_at: dim_date\n")
                .declaring("", "  - {check: references, severity: warn}\n");
        Files.delete(directory.resolve("marts/sales.sql"));
        Files.delete(directory.resolve("marts/countries.sql"));
        write("orders.csv", FIRST + "4,x,1,1.00,2024-01-03 10:00:00\n", 1);
        shop.run().expecting(0);
        write("orders.csv", HEADER + "3,a,3,1.00,2024-01-02 10:00:00\n", 2);
        shop.declaring(
                "      customer_id: {dimension: dim_customers, on_orphan: unknown_member}\n      ordered_at: dim_date\n",
                "      ordered_at: dim_date\n");
        shop.run().expecting(0);
        assertThat(Published.rows(
                        shop.warehouse(),
                        "select order_id, country from star.fact_orders join star.dim_customers using (customer_key)"
                                + " order by 1"))
                .containsExactly("1|France", "2|Spain", "3|France", "4|null");
    }

    @Test
    void rowsOfAnEarlierContentStayWhenADeclarationChanges() throws Exception {
        shop.run().expecting(0);
        write("orders.csv", HEADER + "3,a,3,1.00,2024-01-02 10:00:00\n", 2);
        shop.run().expecting(0);
        shop.declaring("country: upper(trim(country))", "country: trim(country)");
        shop.run().expecting(0);
        assertThat(Published.rows(shop.warehouse(), QUANTITIES)).containsExactly("1|1", "2|1", "3|3");
    }

    @Test
    void anIdThatIsTakenHidesNoOtherFiles() throws Exception {
        shop.run("--batchId=monday").expecting(0);
        assertThat(shop.run("--batchId=monday").expecting(0).out()).contains("none of its rows was published again");
        write("orders.csv", CHANGED, 2);
        assertThat(shop.run("--batchId=monday").expecting(2).err())
                .contains("--batchId=monday is the id of a batch that is published");
        shop.run("--batchId=tuesday").expecting(0);
        assertThat(Published.rows(shop.warehouse(), QUANTITIES)).containsExactly("1|7", "2|1");
    }

    /** It would be told as published before, and nothing be rebuilt. */
    @Test
    void anIdThatIsTakenHidesNoRebuild() throws Exception {
        shop.run("--batchId=monday").expecting(0);
        write("orders.csv", CHANGED, 2);
        assertThat(shop.run("--full-refresh", "--batchId=monday").expecting(2).err())
                .contains("--batchId=monday is the id of a batch that is published; name the rebuild otherwise");
        shop.run("--full-refresh", "--batchId=tuesday").expecting(0);
        assertThat(shop.run("--full-refresh", "--batchId=tuesday").expecting(0).out())
                .contains("none of its rows was published again");
        assertThat(Published.rows(shop.warehouse(), QUANTITIES)).containsExactly("1|7", "2|1");
    }

    @Test
    void aFileThatARebuildDidNotReadIsNewWhenItIsBack() throws Exception {
        readNewFilesOnly();
        String third = HEADER + "3,a,3,1.00,2024-01-02 10:00:00\n";
        write("orders-3.csv", third, 1);
        shop.run().expecting(0);
        Files.delete(directory.resolve("orders-3.csv"));
        shop.run("--full-refresh").expecting(0);
        assertThat(Published.rows(shop.warehouse(), QUANTITIES)).containsExactly("1|1", "2|1");
        write("orders-3.csv", third, 1);
        shop.run().expecting(0);
        assertThat(Published.rows(shop.warehouse(), QUANTITIES)).containsExactly("1|1", "2|1", "3|3");
    }

    private void write(String name, String content, int time) throws IOException {
        shop.file(name, content);
        Files.setLastModifiedTime(directory.resolve(name), FileTime.fromMillis(1_700_000_000_000L + time * 1000L));
    }
}
