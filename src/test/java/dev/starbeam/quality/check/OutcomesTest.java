package dev.starbeam.quality.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.Selection;
import dev.starbeam.model.ReferenceModel;
import dev.starbeam.model.check.CheckModel;
import dev.starbeam.model.check.OnFailure;
import dev.starbeam.model.check.Rule;
import dev.starbeam.quality.OrderLine;
import dev.starbeam.quality.check.flag.RowFlagger;
import dev.starbeam.quality.check.nonnegative.NonNegative;
import dev.starbeam.quality.check.nullrate.NullRate;
import dev.starbeam.quality.check.references.References;
import dev.starbeam.quality.check.result.CheckResult;
import dev.starbeam.quality.check.result.CheckStatus;
import dev.starbeam.quality.check.rowcount.RowCount;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How checks end where there is little to judge, and what is told of rows at fault. */
class OutcomesTest {
    private static final List<OrderLine> TWO = List.of(OrderLine.of("A", 1, 1), OrderLine.of("B", 2, 2));

    private static CheckResult result(Rule rule, OnFailure onFailure, List<OrderLine> rows) {
        TableChecks table = RowFlaggerTest.table(RowFlaggerTest.check(rule, onFailure));
        FailureCountState counts = new FailureCountState();
        RowFlagger.of(table, RowFlaggerTest.observe(table, rows))
                .flag(OrderLine.batch(rows), Selection.all(rows.size()), ExternalFlags.NONE)
                .addTo(counts);
        return JudgeChecks.judge(table, RowFlaggerTest.observe(table, rows), counts)
                .get(0);
    }

    @Test
    void aTableWithoutRowsHasNoRateAndACount() {
        NullRate rate = new NullRate("product_id", BigDecimal.ZERO);
        assertThat(result(rate, OnFailure.KEEP, List.of()).status()).isEqualTo(CheckStatus.NOT_JUDGED);
        assertThat(result(rate, OnFailure.KEEP, TWO).status()).isEqualTo(CheckStatus.PASS);
        assertThat(result(rate, OnFailure.KEEP, TWO).limits()).isNotNull();
        RowCount count = new RowCount(null, 5L);
        assertThat(result(count, OnFailure.KEEP, List.of()).status()).isEqualTo(CheckStatus.PASS);
        assertThat(result(count, OnFailure.KEEP, TWO).limits()).isNull();
    }

    @Test
    void aCheckThatHoldsNothingBackPasses() {
        CheckResult result = result(new NonNegative("quantity"), OnFailure.QUARANTINE, TWO);
        assertThat(result.status()).isEqualTo(CheckStatus.PASS);
        assertThat(result.observed()).isEqualTo("0 of 2 rows (0%) flagged");
    }

    @Test
    void anExampleNamesTheReferencesThatHaveNoMember() {
        CheckModel check = RowFlaggerTest.check(new References(List.of()), OnFailure.KEEP);
        ReferenceModel stores =
                new ReferenceModel("store_id", "dim_stores", "store_key", ReferenceModel.OnOrphan.UNKNOWN_MEMBER);
        TableChecks table = new TableChecks(
                "fact_orders", OrderLine.SCHEMA, List.of(check), List.of(RowFlaggerTest.PRODUCT, stores), true);
        List<OrderLine> rows = List.of(
                OrderLine.of("A", 1, 1), OrderLine.of("B", 1, 1), OrderLine.of("C", 1, 1), OrderLine.of("D", 1, 1));
        ExternalFlags orphans = ExternalFlags.ofOrphans(
                Map.of("product_id", Selection.of(new int[] {0, 2}, 2), "store_id", Selection.of(new int[] {1, 2}, 2)));
        FailureCountState counts = new FailureCountState();
        RowFlagger.of(table, table.emptyState())
                .flag(OrderLine.batch(rows), Selection.all(rows.size()), orphans)
                .addTo(counts);
        assertThat(counts.of("references")).isEqualTo(new FailureCountState.Counts(4, 3, 0));
        assertThat(counts.examples("references"))
                .containsExactly("product_id = A", "product_id = C, store_id = 1", "store_id = 1");
    }
}
