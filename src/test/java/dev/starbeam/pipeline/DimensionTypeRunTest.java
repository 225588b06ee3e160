package dev.starbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pipeline whose dimension is declared with another {@code scd} than before: refused at once, or done. */
class DimensionTypeRunTest {
    private static final String MEMBERS =
            "select customer_id, country from star.dim_customers where customer_key > 0 order by 1, 2";
    private static final String BUYERS = "select order_id, c.country from star.fact_orders"
            + " join star.dim_customers c using (customer_key) order by 1";

    @TempDir
    Path directory;

    @Test
    void aHistoryThatIsNoLongerDeclaredTakesARebuild() throws Exception {
        Shop shop = Shop.in(directory)
                .withVersions()
                .file("customers.csv", Shop.VERSIONED_CUSTOMERS + "a,France,2024-01-01\na,Spain,2024-03-01\n");
        shop.run("--batchId=one").expecting(0);
        Map<String, List<String>> before = Published.everything(shop.warehouse());

        shop.declaring("scd: 1, columns", "scd: 2, columns");
        String refusal = "star.dim_customers is published with scd: 2 and holds every version of its members; it is now"
                + " declared with scd: 1";
        assertThat(shop.plan("--batchId=two").expecting(3).err()).contains(refusal, "--full-refresh");
        assertThat(shop.run("--batchId=two").expecting(3).err()).contains(refusal, "--full-refresh");
        assertThat(Files.exists(shop.home().resolve("report/two.json"))).isFalse();
        assertThat(Published.everything(shop.warehouse())).isEqualTo(before);

        assertThat(shop.plan("--full-refresh").expecting(0).out()).contains("replaces all rows of the star");
        shop.run("--full-refresh", "--batchId=three").expecting(0);
        assertThat(Published.rows(shop.warehouse(), MEMBERS)).containsExactly("a|Spain");
        assertThat(Published.rows(shop.warehouse(), BUYERS)).containsExactly("1|Spain");
        shop.run("--batchId=four").expecting(0);
    }

    @Test
    void aHistoryThatIsNewlyDeclaredIsKeptFromNowOn() throws Exception {
        Shop shop = Shop.in(directory).withVersions().declaring("scd: 1, columns", "scd: 2, columns");
        shop.run("--batchId=one").expecting(0);
        shop.declaring("scd: 2, columns", "scd: 1, columns")
                .file("customers.csv", Shop.VERSIONED_CUSTOMERS + "a,Spain,2024-03-01\na,France,2023-01-01\n");
        shop.run("--batchId=two").expecting(0);
        assertThat(Published.rows(shop.warehouse(), MEMBERS))
                .containsExactly("a|France", "a|Spain", "b|United Kingdom");
        assertThat(Published.rows(shop.warehouse(), BUYERS)).containsExactly("1|France");
    }
}
