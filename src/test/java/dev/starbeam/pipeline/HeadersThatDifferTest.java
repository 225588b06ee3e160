package dev.starbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.model.loading.yaml.InvalidPipelineException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of one source whose headers are not all the same. */
class HeadersThatDifferTest {
    private static final String ORDERS =
            "select order_id, customer_id, quantity, coupon from star.fact_orders order by order_id";

    @TempDir
    Path directory;

    private Shop shop;

    @BeforeEach
    void declare() throws Exception {
        shop = Shop.in(directory)
                .declaring(
                        "{location: \"${raw}/orders*.csv\", header: {missing: \"null\"}}",
                        "{location: \"${raw}/orders*.csv\"}")
                .declaring(
                        "quantity: try_to_number(quantity)\n      coupon: trim(coupon)",
                        "quantity: try_to_number(quantity)")
                .file("orders.csv", """
                        order_id,customer_id,quantity,unit_price,ordered_at
                        1,a,2,1.50,2024-01-02 10:00:00
                        """)
                .file("orders_2.csv", """
                        \uFEFFOrder_ID, CUSTOMER_ID ,quantity,unit_price,ordered_at,Coupon
                        2,b,1,1.00,2024-01-03 10:00:00,SAVE
                        \uFEFF3,a,1,1.00,2024-01-03 10:00:00,
                        """);
    }

    @Test
    void aColumnOfLaterFilesWorksAndWhatDiffersIsSaid() throws Exception {
        PipelineRun run = shop.run().expecting(0);
        assertThat(Published.rows(shop.warehouse(), ORDERS)).containsExactly("1|a|2|null", "2|b|1|SAVE", "3|a|1|");
        assertThat(run.out())
                .contains(
                        "column \"Coupon\" is not in 1 file, and NULL in all of its rows",
                        "column \"customer_id\" is spelled \"CUSTOMER_ID\" in 1 file",
                        "column \"order_id\" is spelled \"Order_ID\" in 1 file");
        assertThat(run.stage("stg_orders").get("notes").toString()).contains("\"files_lacking.Coupon\":1");
    }

    /** The batch after it is of the same declaration. */
    @Test
    void aColumnThatANewFileBringsIsNoOtherDeclaration() throws Exception {
        String before = fingerprint();
        shop.file("orders_3.csv", "order_id,customer_id,quantity,unit_price,ordered_at,coupon,note\n");
        assertThat(fingerprint()).isEqualTo(before);
        shop.declaring(
                "header: {missing: \"null\"}, columns: [order_id, customer_id, quantity, unit_price, ordered_at,"
                        + " coupon]}",
                "header: {missing: \"null\"}}");
        assertThat(fingerprint()).isNotEqualTo(before);
    }

    @Test
    void aFileOfAnotherKindIsRefusedAlthoughColumnsMayBeMissing() throws Exception {
        shop.file("orders_3.csv", "x;y;z\n1;2;3\n");
        PipelineRun run = shop.run().expecting(2);
        assertThat(run.err()).contains("orders_3.csv", "its header has none of the columns of source raw_orders");
        assertThat(shop.warehouse()).doesNotExist();
    }

    private String fingerprint() throws InvalidPipelineException {
        return shop.model().fingerprint();
    }
}
