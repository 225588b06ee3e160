package dev.starbeam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.pipeline.PipelineRun;
import dev.starbeam.pipeline.Shop;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Marts that can't work end a run before anything is read, with the place in their file. */
class CompiledMartsTest {
    @TempDir
    Path directory;

    private Shop shop;

    @BeforeEach
    void begin() throws Exception {
        shop = Shop.in(directory);
    }

    @Test
    void aWrongColumnIsToldWhereItStands() throws Exception {
        mart("\n\n-- a note\nselect order_id,\n    full_price\nfrom star.fact_orders\n", ":5:5: ", "full_price");
        assertThat(shop.warehouse()).doesNotExist();
    }

    @Test
    void soIsOneFarOutOnALongLine() throws Exception {
        String many = "quantity, ".repeat(60);
        mart("select " + many + "no_such from star.fact_orders\n", ":1:" + (many.length() + 8) + ": ", "no_such");
    }

    @Test
    void aMartThatReadsAFaultyOneIsNotBlamed() throws Exception {
        shop.file("marts/sales.sql", "select no_such from star.fact_orders\n")
                .file("marts/countries.sql", "select * from marts.sales\n");
        assertThat(failed()).contains("sales.sql:1:8: ").doesNotContain("countries.sql");
    }

    @Test
    void formsThatTheEngineDoesNotCombineAreRefused() throws Exception {
        mart(
                "select customer_id, sum(quantity) as q from star.fact_orders group by all"
                        + " qualify row_number() over (order by q desc) = 1\n",
                "sales.sql:1:",
                "QUALIFY");
    }

    @Test
    void anEmptyFileIsNoMart() throws Exception {
        mart("-- nothing\n", ":1:1: ", "expected one SELECT");
    }

    @Test
    void aSlipInTheHeaderIsNotTakenForAComment() throws Exception {
        mart(
                "-- sales by country\n-- materialised: view\nselect 1 as one from star.fact_orders\n",
                ":2:1: ",
                "did you mean -- materialized: view?");
        mart("-- target-lags: 5 minutes\nselect 1 as one from star.fact_orders\n", ":1:1: ", "target_lag");
        shop.file("marts/sales.sql", "-- note: of all countries\nselect country from star.dim_customers\n")
                .file("marts/countries.sql", "select count(*) as countries from marts.sales\n");
        shop.run().expecting(0);
        assertThat(shop.warehouse()).exists();
    }

    @Test
    void filesThatAreNearlyMartsAreNamed() throws Exception {
        mart("\uFEFFselect 1 as one from star.fact_orders\n", ":1:1: ", "byte order mark");
        Files.move(directory.resolve("marts/sales.sql"), directory.resolve("marts/Sales.SQL"));
        shop.file("marts/countries.sql", "select 1 as one from star.fact_orders\n");
        assertThat(failed()).contains("Sales.SQL:1:1: ", "rename it");
    }

    private void mart(String sql, String... told) throws Exception {
        shop.file("marts/sales.sql", sql);
        assertThat(failed()).contains("sales.sql").contains(told);
    }

    private String failed() {
        PipelineRun run = shop.run().expecting(2);
        return run.command().err();
    }
}
