package dev.starbeam.model.loading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.model.loading.yaml.Declaration;
import org.junit.jupiter.api.Test;

/** What is wrong with a declaration as a whole. */
class DocumentMistakesTest {
    @Test
    void textThatIsNoYamlIsReported() {
        assertThat(Declaration.shop().with("pipeline: shop", "pipeline: [shop").mistakes())
                .containsExactly("2:10: not YAML: expected ',' or ']', but got :");
    }

    @Test
    void aPipelineWithoutFactIsReported() {
        assertThat(Declaration.shop()
                        .with(
                                "facts:\n  fact_orders:\n    from: stg_orders\n    grain: [order_id]\n    lookups: {stg_customers: {on: customer_id, columns: [country]}}\n    references: {customer_id: dim_customers, ordered_at: dim_date}\nquality:\n  - {check: iqr, column: quantity, severity: warn}\n",
                                "")
                        .mistakes())
                .containsExactly("1:1: the pipeline declares no fact; expected at least one under \"facts\"");
    }

    @Test
    void anAliasThatUnfoldsWithoutEndIsRefused() {
        assertThat(Declaration.shop()
                        .with("pipeline: shop", "pipeline: shop\ndescription: &a [*a]")
                        .mistakes())
                .containsExactly("1:1: aliases (*name) repeat themselves or unfold to more than 100000 values");
    }
}
