package dev.starbeam.quality.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.expression.kernel.Loss;
import dev.starbeam.model.loading.yaml.Declaration;
import dev.starbeam.model.loading.yaml.InvalidPipelineException;
import dev.starbeam.quality.check.result.CheckResult;
import dev.starbeam.quality.check.result.CheckStatus;
import dev.starbeam.reject.FaultCount;
import dev.starbeam.reject.FaultCounts;
import dev.starbeam.reject.FaultKind;
import dev.starbeam.reject.RowCounts;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UnparsableLimitsTest {
    private static final FaultCount.Seen SEEN = new FaultCount.Seen("'n/a'", "/data/orders.csv", 40, 3);

    private final Map<FaultKind, FaultCount> faults = new TreeMap<>();

    private void lost(Loss loss, String column, long rows, long of, FaultCount.@Nullable Seen first) {
        faults.put(new FaultKind(loss.name(), column), new FaultCount(rows, of, first));
    }

    private List<CheckResult> judge(Declaration declared) throws InvalidPipelineException {
        RowCounts orders = RowCounts.empty("stg_orders").with(new FaultCounts(faults));
        return UnparsableLimits.judge(
                declared.load(), stage -> stage.equals("stg_orders") ? orders : RowCounts.empty(stage));
    }

    private CheckResult result(Declaration declared, String column) throws InvalidPipelineException {
        return judge(declared).stream()
                .filter(result -> result.checkId().endsWith("(" + column + ")"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void columnsThatConvertAreJudgedAndOthersOnceTheyHaveLostSomething() throws InvalidPipelineException {
        assertThat(judge(Declaration.shop()))
                .extracting(CheckResult::checkId)
                .containsExactly(
                        "stg_orders.max_unparsable(quantity)",
                        "stg_orders.max_unparsable(unit_price)",
                        "stg_orders.max_unparsable(ordered_at)",
                        "stg_customers.max_unparsable(updated_at)");
        assertThat(judge(Declaration.shop())).extracting(CheckResult::status).containsOnly(CheckStatus.NOT_JUDGED);
        lost(Loss.ROUNDED, "total_amount", 1, 100, SEEN);
        lost(Loss.CONVERTED_TO_UTC, "customer_id", 5, 5, SEEN);
        assertThat(judge(Declaration.shop()))
                .extracting(CheckResult::checkId)
                .hasSize(5)
                .contains("stg_orders.max_unparsable(total_amount)");
    }

    @Test
    void columnsOfDimensionsAndFactsThatConvertAreJudged() throws InvalidPipelineException {
        Declaration converting = Declaration.shop()
                .with("columns: [country]}\n", "columns: {land: country, size: try_to_number(country)}}\n")
                .with(
                        "grain: [order_id]",
                        "columns: {order_id: order_id, customer_id: customer_id, ordered_at: ordered_at, quantity: quantity,"
                                + " number: try_to_number(order_id)}\n    grain: [order_id]");
        assertThat(judge(converting))
                .extracting(CheckResult::checkId)
                .contains("dim_customers.max_unparsable(size)", "fact_orders.max_unparsable(number)")
                .hasSize(6);
    }

    @Test
    void oneValueOfAHundredMayBeLostAndTwoAreAWarning() throws InvalidPipelineException {
        lost(Loss.UNPARSABLE, "quantity", 1, 100, SEEN);
        CheckResult passed = result(Declaration.shop(), "quantity");
        assertThat(passed.status()).isEqualTo(CheckStatus.PASS);
        assertThat(passed.observed())
                .isEqualTo("1 of 100 values (1%): 1 could not be read, such as 'n/a' (orders.csv, line 3)");
        assertThat(passed.expected()).isEqualTo("at most 1% of values");
        assertThat(passed.remedies()).isEmpty();

        lost(Loss.UNPARSABLE, "quantity", 2, 100, SEEN);
        CheckResult warned = result(Declaration.shop(), "quantity");
        assertThat(warned.status()).isEqualTo(CheckStatus.WARN);
        assertThat(warned.judgedRows()).isEqualTo(100);
        assertThat(warned.flaggedRows()).isEqualTo(2);
        assertThat(warned.remedies())
                .satisfiesExactly(
                        repair -> assertThat(repair).startsWith("Say how the values are written"),
                        permit -> assertThat(permit).contains("max_unparsable: {quantity: …}"));
    }

    @Test
    void lossesOfAColumnAddUpAndEachHasItsRemedy() throws InvalidPipelineException {
        lost(Loss.ROUNDED, "ordered_at", 1, 6, SEEN);
        lost(Loss.READ_AS_SECONDS, "ordered_at", 2, 5, null);
        lost(Loss.UNPARSABLE, "ordered_at", 0, 6, null);
        lost(Loss.CONVERTED_TO_UTC, "ordered_at", 5, 9, SEEN);
        CheckResult result = result(
                Declaration.shop().with("required: [order_id]", "required: [order_id]\n    max_unparsable: 0"),
                "ordered_at");
        assertThat(result.flaggedRows()).isEqualTo(3);
        assertThat(result.judgedRows()).isEqualTo(6);
        assertThat(result.observed())
                .isEqualTo("3 of 6 values (50%): 1 were rounded, such as 'n/a' (orders.csv, line 3)");
        assertThat(result.remedies())
                .satisfiesExactly(
                        round -> assertThat(round).startsWith("Keep the digits"),
                        seconds -> assertThat(seconds).startsWith("If the digits are a day"),
                        permit -> assertThat(permit).startsWith("If these values are no loss"));
    }

    @Test
    void withoutACaseTheNumberIsToldAlone() throws InvalidPipelineException {
        lost(Loss.UNPARSABLE, "quantity", 3, 4, null);
        assertThat(result(Declaration.shop(), "quantity").observed()).isEqualTo("3 of 4 values (75%) lost");
    }

    @Test
    void whatIsDeclaredIsWhatPasses() throws InvalidPipelineException {
        Declaration declared = Declaration.shop()
                .with(
                        "required: [order_id]",
                        "required: [order_id]\n    max_unparsable: {quantity: 0.5, unit_price: {max_share: 0.1, severity: error}}");
        lost(Loss.UNPARSABLE, "quantity", 2, 4, SEEN);
        lost(Loss.UNPARSABLE, "unit_price", 2, 4, SEEN);
        assertThat(result(declared, "quantity").status()).isEqualTo(CheckStatus.PASS);
        assertThat(result(declared, "unit_price").status()).isEqualTo(CheckStatus.FAIL);
    }
}
