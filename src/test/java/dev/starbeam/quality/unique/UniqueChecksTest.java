package dev.starbeam.quality.unique;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.model.FactModel;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.StagingModel;
import dev.starbeam.model.loading.yaml.Declaration;
import dev.starbeam.model.loading.yaml.InvalidPipelineException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What deduplication has proven isn't compared again, and nothing else is taken for proven. */
class UniqueChecksTest {
    private static boolean isProven(Declaration declared, String... columns) throws InvalidPipelineException {
        PipelineModel model = declared.load();
        FactModel fact = model.fact("fact_orders");
        StagingModel staging = model.staged(fact.from());
        return UniqueChecks.isProven(List.of(columns), fact, staging);
    }

    private static Declaration latest(String... keys) {
        return Declaration.shop()
                .with(
                        "deduplicate: exact",
                        "deduplicate: {keys: [" + String.join(", ", keys) + "], latest_by: ordered_at}");
    }

    @Test
    void rowsOfWhichTheLatestIsKeptAreUniqueByAllOfTheirKeys() throws InvalidPipelineException {
        assertThat(isProven(latest("order_id"), "order_id")).isTrue();
        assertThat(isProven(latest("order_id"), "order_id", "quantity")).isTrue();
        assertThat(isProven(latest("order_id", "quantity"), "order_id")).isFalse();
        assertThat(isProven(latest("order_id", "quantity"), "order_id", "quantity"))
                .isTrue();
        assertThat(isProven(latest("order_id"), "quantity")).isFalse();
    }

    @Test
    void rowsThatDifferSomewhereMayShareAKey() throws InvalidPipelineException {
        assertThat(isProven(Declaration.shop(), "order_id")).isFalse();
    }

    @Test
    void aKeyThatTheFactComputesAnewIsAnotherKey() throws InvalidPipelineException {
        Declaration renamed = latest("order_id")
                .with(
                        "grain: [order_id]",
                        "columns: {order_no: order_id, order_id: \"substr(order_id, 1, 1)\", customer_id: customer_id, ordered_at: ordered_at, quantity: quantity}\n    grain: [order_no]");
        assertThat(isProven(renamed, "order_no")).isTrue();
        assertThat(isProven(renamed, "order_id")).isFalse();
    }
}
