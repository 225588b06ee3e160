package dev.starbeam.quality.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.check.Severity;
import dev.starbeam.pipeline.Shop;
import dev.starbeam.quality.check.result.CheckResult;
import dev.starbeam.quality.check.result.CheckStatus;
import dev.starbeam.reject.RowCounts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RejectionLimitsTest {
    @TempDir
    Path directory;

    private PipelineModel model;

    @BeforeEach
    void declare() throws Exception {
        model = Shop.in(directory)
                .declaring("required: [order_id]\n    max_rejected: 0.25", "required: [order_id]")
                .model();
    }

    @Test
    void everyStageThatReadsRowsIsJudged() {
        assertThat(judge(false))
                .extracting(CheckResult::checkId)
                .containsExactly(
                        "raw_orders.max_rejected",
                        "raw_customers.max_rejected",
                        "stg_orders.max_rejected",
                        "stg_customers.max_rejected",
                        "dim_customers.max_rejected",
                        "fact_orders.max_rejected");
        assertThat(judge(false)).allSatisfy(result -> {
            assertThat(result.status()).isEqualTo(CheckStatus.NOT_JUDGED);
            assertThat(result.severity()).isEqualTo(Severity.ERROR);
        });
    }

    @Test
    void aSourceThatNothingReadsIsNoStage() throws Exception {
        model = Shop.in(directory.resolve("other"))
                .declaring("raw_unused: {location: \"${raw}/customers.csv\"}\n  raw_customers:", "raw_customers:")
                .model();
        assertThat(judge(false)).extracting(CheckResult::table).doesNotContain("raw_unused");
    }

    @Test
    void oneRowOfAHundredPassesAndTwoFailUnlessMoreIsDeclared() {
        assertThat(result("raw_orders", rejecting("raw_orders", 100, 1)).status())
                .isEqualTo(CheckStatus.PASS);

        CheckResult failed = result("raw_orders", rejecting("raw_orders", 100, 2));
        assertThat(failed.status()).isEqualTo(CheckStatus.FAIL);
        assertThat(failed.observed()).isEqualTo("2 of 100 rows (2%) rejected");
        assertThat(failed.expected()).isEqualTo("at most 1% of rows rejected, and some left");
        assertThat(failed.remedies())
                .satisfiesExactly(
                        repair -> assertThat(repair).startsWith("Rejected for too_few_fields (2)."),
                        permit -> assertThat(permit).contains("max_rejected: 0.02 of raw_orders"));

        assertThat(result("stg_orders", rejecting("stg_orders", 100, 25)).status())
                .isEqualTo(CheckStatus.PASS);
        assertThat(result("stg_orders", rejecting("stg_orders", 100, 26)).status())
                .isEqualTo(CheckStatus.FAIL);
        assertThat(model.losses().ofRejected("fact_orders")).isEqualByComparingTo("0.01");
    }

    @Test
    void noRowLeftOfSomeFailsWhateverIsDeclared() throws Exception {
        model = Shop.in(directory.resolve("any"))
                .declaring("required: [order_id]\n    max_rejected: 1", "required: [order_id]")
                .model();
        CheckResult rejected = result("stg_orders", rejecting("stg_orders", 3, 3));
        assertThat(rejected.status()).isEqualTo(CheckStatus.FAIL);
        assertThat(rejected.observed()).isEqualTo("3 of 3 rows (100%) rejected; none is left");
        assertThat(rejected.remedies()).hasSize(1);

        CheckResult heldBack =
                result("fact_orders", new RowCounts("fact_orders", 2, 0, Map.of(), Map.of(), 2, Map.of()));
        assertThat(heldBack.status()).isEqualTo(CheckStatus.FAIL);
        assertThat(heldBack.remedies()).singleElement().asString().startsWith("Held back by checks: 2 rows");
    }

    @Test
    void filtersMayLeaveNothingOfAPartButNotOfTheWhole() {
        RowCounts filtered = new RowCounts("stg_orders", 4, 0, Map.of(), Map.of("not_test", 4L), 0, Map.of());
        assertThat(result("stg_orders", filtered).status()).isEqualTo(CheckStatus.FAIL);
        assertThat(result("stg_orders", filtered).remedies())
                .singleElement()
                .asString()
                .startsWith("Filtered by not_test (4)");
        assertThat(of("stg_orders", judge(true, filtered)).status()).isEqualTo(CheckStatus.PASS);

        RowCounts mixed =
                new RowCounts("stg_orders", 4, 0, Map.of("INVALID_VALUE", 1L), Map.of("not_test", 3L), 0, Map.of());
        assertThat(of("stg_orders", judge(true, mixed)).status()).isEqualTo(CheckStatus.FAIL);
    }

    @Test
    void onlyReasonsWithRowsAreNamedTheMostFrequentFirst() {
        RowCounts counts = new RowCounts(
                "raw_orders",
                2_000,
                800,
                Map.of("A_FAULT", 1L, "B_FAULT", 0L, "C_FAULT", 1_199L),
                Map.of(),
                0,
                Map.of());
        assertThat(result("raw_orders", counts).remedies().get(0))
                .startsWith("Rejected for c_fault (1,199), a_fault (1). The rejected rows");
    }

    @Test
    void aDimensionWithoutMembersIsNoLoss() {
        RowCounts nobody = RowCounts.filtering("dim_customers", 5, 0, "no_natural_key", 5);
        assertThat(result("dim_customers", nobody).status()).isEqualTo(CheckStatus.PASS);
    }

    private static RowCounts rejecting(String stage, long read, long rejected) {
        return new RowCounts(stage, read, read - rejected, Map.of("TOO_FEW_FIELDS", rejected), Map.of(), 0, Map.of());
    }

    private CheckResult result(String stage, RowCounts counts) {
        return of(stage, judge(false, counts));
    }

    private static CheckResult of(String stage, List<CheckResult> results) {
        return results.stream()
                .filter(result -> result.table().equals(stage))
                .findFirst()
                .orElseThrow();
    }

    private List<CheckResult> judge(boolean isPart, RowCounts... counts) {
        Map<String, RowCounts> byStage = new java.util.TreeMap<>();
        List.of(counts).forEach(one -> byStage.put(one.stage(), one));
        return RejectionLimits.judge(model, stage -> byStage.getOrDefault(stage, RowCounts.empty(stage)), isPart);
    }
}
