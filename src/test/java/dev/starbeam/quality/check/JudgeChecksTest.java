package dev.starbeam.quality.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.Selection;
import dev.starbeam.model.check.CheckModel;
import dev.starbeam.model.check.OnFailure;
import dev.starbeam.model.check.Rule;
import dev.starbeam.model.check.Severity;
import dev.starbeam.quality.OrderLine;
import dev.starbeam.quality.check.acceptedvalues.AcceptedValues;
import dev.starbeam.quality.check.flag.RowFlagger;
import dev.starbeam.quality.check.iqr.Iqr;
import dev.starbeam.quality.check.nonnegative.NonNegative;
import dev.starbeam.quality.check.nullrate.NullRate;
import dev.starbeam.quality.check.range.Range;
import dev.starbeam.quality.check.references.References;
import dev.starbeam.quality.check.result.CheckResult;
import dev.starbeam.quality.check.result.CheckStatus;
import dev.starbeam.quality.check.result.Power;
import dev.starbeam.quality.check.rowcount.RowCount;
import dev.starbeam.quality.check.unique.Unique;
import dev.starbeam.quality.check.zscore.ZScore;
import dev.starbeam.quality.statistic.QualityState;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JudgeChecksTest {
    private static final List<OrderLine> ROWS = rows();

    /** Twelve lines of A, one of them far off; three of B; two without a product. */
    private static List<OrderLine> rows() {
        List<OrderLine> rows = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            rows.add(OrderLine.of("A", 10 + i % 4, 1000 + i));
        }
        rows.add(OrderLine.of("A", 500, 900_000));
        for (int i = 0; i < 3; i++) {
            rows.add(OrderLine.of("B", 12, -5));
        }
        rows.add(OrderLine.of(null, 11, 7));
        rows.add(OrderLine.of(null, 11, 7));
        return rows;
    }

    private static CheckResult judge(CheckModel check, List<OrderLine> rows, ExternalFlags external) {
        return judge(RowFlaggerTest.table(check), rows, external);
    }

    private static CheckResult judge(TableChecks table, List<OrderLine> rows, ExternalFlags external) {
        QualityState state = RowFlaggerTest.observe(table, rows);
        FailureCountState counts = new FailureCountState();
        RowFlagger.of(table, state)
                .flag(OrderLine.batch(rows), Selection.all(rows.size()), external)
                .addTo(counts);
        return JudgeChecks.judge(table, state, counts).get(0);
    }

    private static CheckResult judge(Rule rule) {
        return judge(RowFlaggerTest.check(rule, OnFailure.KEEP), ROWS, ExternalFlags.NONE);
    }

    private static CheckModel withMax(Rule rule, Severity severity, String max) {
        return new CheckModel("c", "fact_orders", rule, severity, OnFailure.QUARANTINE, new BigDecimal(max));
    }

    @Test
    void iqrReportsTheFencesAndClampsNoValueThatMayBeRight() {
        CheckResult result = judge(new Iqr("quantity", new BigDecimal("1.5")));
        assertThat(result.status()).isEqualTo(CheckStatus.FAIL);
        assertThat(result.judgedRows()).isEqualTo(17);
        assertThat(result.flaggedRows()).isEqualTo(1);
        assertThat(result.observed()).isEqualTo("1 of 17 rows (5.882%) flagged");
        assertThat(result.expected())
                .isEqualTo("at most 0% of rows flagged: expected is quantity between 9.5 and 13.5 (Q1 11, Q3 12)");
        assertThat(result.approximate()).isFalse();
        assertThat(result.remedies())
                .containsExactly(
                        "If such values are right, judge quantity by a range check with limits that you know, or with a"
                                + " larger factor.",
                        "Send the 1 row to review instead of publishing it: on_failure: quarantine.");
    }

    @Test
    void aCheckThatCountedNothingOfRowsThatAreThereIsNotPassedOver() {
        TableChecks table = RowFlaggerTest.table(RowFlaggerTest.check(new NonNegative("quantity"), OnFailure.KEEP));
        QualityState observed = RowFlaggerTest.observe(table, ROWS);
        assertThatThrownBy(() -> JudgeChecks.judge(table, observed, new FailureCountState()))
                .hasMessageStartingWith("check non_negative was left out, although fact_orders has 17 rows");
        assertThat(JudgeChecks.judge(table, table.emptyState(), new FailureCountState()))
                .extracting(CheckResult::status)
                .containsExactly(CheckStatus.NOT_JUDGED);
    }

    @Test
    void collapsedFencesAreExplained() {
        List<OrderLine> rows = new ArrayList<>(Collections.nCopies(9, OrderLine.of("A", 1, 1)));
        rows.add(OrderLine.of("A", 2, 1));
        CheckModel check = RowFlaggerTest.check(new Iqr("quantity", BigDecimal.ONE), OnFailure.KEEP);
        assertThat(judge(check, rows, ExternalFlags.NONE).remedies().get(0))
                .isEqualTo("At least half of the values of quantity are 1, so every other value is an outlier: judge it"
                        + " by a range check instead.");
    }

    @Test
    void zscoreReportsWhereItHadNoPower() {
        CheckResult result = judge(new ZScore("total_amount", "product_id", BigDecimal.valueOf(3), false));
        assertThat(result.power()).isEqualTo(new Power(3, "1 of 2 keys, 3 rows: fewer than 11 rows a key"));
        assertThat(result.judgedRows()).isEqualTo(15);
        assertThat(result.flaggedRows()).isEqualTo(1);
        assertThat(result.remedies().get(0))
                .isEqualTo("If such values are right, let them pass: by a larger threshold, or among rows that are more"
                        + " alike than those of one product_id.");
    }

    @Test
    void anAmountBesideQuantityAndUnitPriceIsRecomputed() {
        Rule rule = new ZScore("total_amount", "product_id", BigDecimal.valueOf(3), false);
        CheckModel check = RowFlaggerTest.check(rule, OnFailure.QUARANTINE);
        TableChecks priced = new TableChecks(
                "fact_orders",
                OrderLine.SCHEMA.with(new Field("unit_price", ColumnType.decimal(12, 3))),
                List.of(check),
                List.of(),
                true);
        FailureCountState counts = new FailureCountState();
        counts.add(check.id(), 15, 1_234, 1_234);
        assertThat(JudgeChecks.judge(priced, RowFlaggerTest.observe(priced, ROWS), counts)
                        .get(0)
                        .remedies())
                .containsExactly(
                        "If total_amount is nothing but quantity * unit_price, compute it so instead of taking it from the"
                                + " source, and look at these two where they are not plausible.",
                        "If such values are right, let them pass: by a larger threshold, or among rows that are more alike"
                                + " than those of one product_id.",
                        "Review the 1,234 rows in quality.quarantined_rows, and replay what is right.");
    }

    @Test
    void nullRateIsComparedExactly() {
        CheckResult passes = judge(new NullRate("product_id", new BigDecimal("0.1177")));
        assertThat(passes.status()).isEqualTo(CheckStatus.PASS);
        assertThat(passes.remedies()).isEmpty();
        CheckResult fails = judge(new NullRate("product_id", new BigDecimal("0.1176")));
        assertThat(fails.status()).isEqualTo(CheckStatus.FAIL);
        assertThat(fails.observed()).isEqualTo("product_id is NULL in 2 of 17 rows (11.76%)");
        assertThat(fails.remedies()).contains("If that many are missing by nature, declare max: 0.1177.");
    }

    @Test
    void rowCountsAreBounded() {
        assertThat(judge(new RowCount(17L, 17L)).status()).isEqualTo(CheckStatus.PASS);
        CheckResult few = judge(new RowCount(20L, null));
        assertThat(few.expected()).isEqualTo("at least 20 rows");
        assertThat(few.remedies().get(0)).startsWith("Expected: 3 more rows.");
        assertThat(judge(new RowCount(18L, null)).remedies().get(0)).startsWith("Expected: 1 more row.");
        assertThat(judge(new RowCount(1L, null)).expected()).isEqualTo("at least 1 row");
        assertThat(judge(new RowCount(0L, 1L)).expected()).isEqualTo("between 0 and 1 row");
        assertThat(judge(new RowCount(1L, 2_000L)).expected()).isEqualTo("between 1 and 2,000 rows");
        assertThat(judge(new RowCount(null, 16L)).remedies().get(0)).contains("delivered twice");
    }

    @Test
    void theFlaggedShareIsComparedWithMax() {
        Rule rule = new NonNegative("total_amount");
        assertThat(judge(withMax(rule, Severity.ERROR, "0.18"), ROWS, ExternalFlags.NONE)
                        .status())
                .isEqualTo(CheckStatus.HELD);
        CheckResult warns = judge(withMax(rule, Severity.WARN, "0.17"), ROWS, ExternalFlags.NONE);
        assertThat(warns.status()).isEqualTo(CheckStatus.WARN);
        assertThat(warns.quarantinedRows()).isEqualTo(3);
        assertThat(warns.remedies()).hasSize(3).anyMatch(remedy -> remedy.contains("return or a correction"));
    }

    @Test
    void orphansAreToBeQuarantinedUntilTheDimensionIsCorrected() {
        CheckModel check = RowFlaggerTest.check(new References(List.of("product_id")), OnFailure.KEEP);
        ExternalFlags orphans = ExternalFlags.ofOrphans(Map.of("product_id", Selection.of(new int[] {12, 13}, 2)));
        CheckResult result = judge(check, ROWS, orphans);
        assertThat(result.judgedRows()).isEqualTo(15);
        assertThat(result.remedies())
                .contains(
                        "Quarantine the 2 rows until the dimension is corrected: on_failure: quarantine.",
                        "Add the missing members behind product_id to the dimension's source and run the batch again;"
                                + " for example product_id = B.",
                        "If the unknown member may stand for them (on_orphan: unknown_member), let that many pass:"
                                + " max_share: 0.1334, or severity: warn.");
        CheckModel relaxed = withMax(check.rule(), Severity.ERROR, "0.1334");
        assertThat(judge(relaxed, ROWS, orphans).status()).isEqualTo(CheckStatus.HELD);
    }

    @Test
    void nobodyIsToldToQuarantineMembersOfADimension() {
        CheckModel check = new CheckModel(
                "c", "dim_products", new NonNegative("total_amount"), Severity.ERROR, OnFailure.KEEP, BigDecimal.ZERO);
        TableChecks members = new TableChecks("dim_products", OrderLine.SCHEMA, List.of(check), List.of(), false);
        assertThat(judge(members, ROWS, ExternalFlags.NONE).remedies())
                .contains("Send the 3 rows to the owner of the source for correction.")
                .noneMatch(remedy -> remedy.contains("quarantine"));
    }

    @Test
    void everyRuleHasARemedy() {
        ExternalFlags external = new ExternalFlags(Map.of(), Map.of("unique", Selection.of(new int[] {0}, 1)));
        for (Rule rule : List.of(
                new Unique(List.of("product_id")),
                new AcceptedValues("product_id", List.of("A")),
                new Range("quantity", "0", "100"))) {
            CheckResult result = judge(RowFlaggerTest.check(rule, OnFailure.KEEP), ROWS, external);
            assertThat(result.status()).as(result.rule()).isEqualTo(CheckStatus.FAIL);
            assertThat(result.remedies()).isNotEmpty().allMatch(remedy -> remedy.endsWith("."));
        }
    }

    @Test
    void withoutRowsNothingIsJudged() {
        CheckModel iqr = RowFlaggerTest.check(new Iqr("weight", BigDecimal.ONE), OnFailure.KEEP);
        assertThat(judge(iqr, List.of(), ExternalFlags.NONE).status()).isEqualTo(CheckStatus.NOT_JUDGED);
        CheckModel count = RowFlaggerTest.check(new RowCount(1L, null), OnFailure.KEEP);
        assertThat(judge(count, List.of(), ExternalFlags.NONE).status()).isEqualTo(CheckStatus.FAIL);
    }
}
