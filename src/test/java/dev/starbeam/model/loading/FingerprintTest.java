package dev.starbeam.model.loading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.model.loading.yaml.Declaration;
import dev.starbeam.model.loading.yaml.InvalidPipelineException;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    private static final Declaration SHOP =
            Declaration.shop().withMart("sales.sql", "select order_id from star.fact_orders");

    @Test
    void formattingAndCommentsDoNotChangeIt() throws InvalidPipelineException {
        Declaration other = Declaration.shop()
                .with(
                        "total_amount: quantity * unit_price",
                        "total_amount: >-\n        quantity  *\n        unit_price")
                .with("required: [order_id]", "required:\n      - order_id # always there")
                .withMart("sales.sql", "-- all of them\nselect\n    order_id\nfrom star.fact_orders\n");
        assertThat(other.load().fingerprint())
                .isEqualTo(SHOP.load().fingerprint())
                .matches("[0-9a-f]{64}");
    }

    @Test
    void aVariableCountsByWhatItStandsFor() throws InvalidPipelineException {
        Declaration other = Declaration.shop()
                .with("{raw: data}", "{raw: elsewhere}")
                .withVariable("raw", "data")
                .withMart("sales.sql", "select order_id from star.fact_orders");
        assertThat(other.load().fingerprint()).isEqualTo(SHOP.load().fingerprint());
    }

    @Test
    void whatIsComputedChangesIt() throws InvalidPipelineException {
        String shop = SHOP.load().fingerprint();
        assertThat(SHOP.with("'TEST'", "'TEST '").load().fingerprint()).isNotEqualTo(shop);
        assertThat(SHOP.with("quantity * unit_price", "unit_price * quantity")
                        .load()
                        .fingerprint())
                .isNotEqualTo(shop);
        assertThat(SHOP.with("severity: warn", "severity: error").load().fingerprint())
                .isNotEqualTo(shop);
        assertThat(SHOP.with("holidays: GB", "holidays: DE").load().fingerprint())
                .isNotEqualTo(shop);
        assertThat(SHOP.withMart("sales.sql", "select customer_id from star.fact_orders")
                        .load()
                        .fingerprint())
                .isNotEqualTo(shop);
    }
}
