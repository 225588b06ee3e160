package dev.starbeam.quality.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.loading.yaml.Declaration;
import dev.starbeam.model.loading.yaml.InvalidPipelineException;
import dev.starbeam.quality.check.result.CheckResult;
import dev.starbeam.quality.check.result.CheckStatus;
import dev.starbeam.reject.RowCounts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeclaredLimitsTest {
    private static final String REFERENCES = "references: {customer_id: dim_customers, ordered_at: dim_date}";
    private static final String LOOKUP = "{on: customer_id, columns: [country]}";

    private static RowCounts noting(String stage, String note, long rows) {
        return new RowCounts(stage, 10, 10, Map.of(), Map.of(), 0, Map.of(note, rows));
    }

    private static List<CheckResult> judge(Declaration declared, RowCounts counts) throws InvalidPipelineException {
        PipelineModel model = declared.load();
        return DeclaredLimits.judge(model, stage -> stage.equals(counts.stage()) ? counts : RowCounts.empty(stage));
    }

    @Test
    void nothingIsJudgedThatIsNotToFail() throws InvalidPipelineException {
        assertThat(judge(Declaration.shop(), noting("fact_orders", "orphans.customer_key", 3)))
                .isEmpty();
    }

    @Test
    void oneOrphanOfAReferenceThatFailsIsTooMany() throws InvalidPipelineException {
        Declaration failing = Declaration.shop()
                .with(
                        REFERENCES,
                        "references: {customer_id: {dimension: dim_customers, on_orphan: fail}, ordered_at: dim_date}");
        CheckResult failed =
                judge(failing, noting("fact_orders", "orphans.customer_key", 1)).get(0);
        assertThat(failed.checkId()).isEqualTo("fact_orders.on_orphan(customer_id)");
        assertThat(failed.status()).isEqualTo(CheckStatus.FAIL);
        assertThat(failed.judgedRows()).isEqualTo(10);
        assertThat(failed.flaggedRows()).isEqualTo(1);
        assertThat(failed.observed()).isEqualTo("1 row without a member of dim_customers");
        assertThat(failed.remedies())
                .containsExactly("Deliver the missing members of dim_customers, or declare on_orphan: unknown_member"
                        + " until they are there.");

        CheckResult passed = judge(failing, noting("fact_orders", "orphans.ordered_date_key", 1))
                .get(0);
        assertThat(passed.status()).isEqualTo(CheckStatus.PASS);
        assertThat(passed.observed()).isEqualTo("0 rows without a member of dim_customers");
        assertThat(passed.remedies()).isEmpty();
    }

    @Test
    void oneRowWithoutAMatchIsTooManyInFactsAndDimensions() throws InvalidPipelineException {
        Declaration failing = Declaration.shop()
                .with(LOOKUP, "{on: customer_id, columns: [country], on_unmatched: fail}")
                .with("quantity: try_to_number(quantity)", "quantity: try_to_number(quantity)\n      land: customer_id")
                .with(
                        "latest_by: updated_at, columns: [country]}",
                        "latest_by: updated_at, columns: [country, quantity], lookups: {stg_orders: {on: {country: land},"
                                + " columns: [quantity], on_unmatched: fail}}}");
        List<CheckResult> inFact = judge(failing, noting("fact_orders", "unmatched.stg_customers", 2));
        assertThat(inFact)
                .extracting(CheckResult::checkId, CheckResult::status)
                .containsExactly(
                        tuple("fact_orders.on_unmatched(stg_customers)", CheckStatus.FAIL),
                        tuple("dim_customers.on_unmatched(stg_orders)", CheckStatus.PASS));
        assertThat(inFact.get(0).observed()).isEqualTo("2 rows without a match in stg_customers");
        assertThat(inFact.get(0).remedies())
                .containsExactly(
                        "Deliver the missing rows of stg_customers, or let such rows pass with NULL: on_unmatched: keep.");
        assertThat(judge(failing, noting("dim_customers", "unmatched.stg_orders", 1)))
                .extracting(CheckResult::status)
                .containsExactly(CheckStatus.PASS, CheckStatus.FAIL);
    }
}
