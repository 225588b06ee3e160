package dev.starbeam.quality.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.Schema;
import dev.starbeam.model.ReferenceModel;
import dev.starbeam.model.check.CheckModel;
import dev.starbeam.model.check.OnFailure;
import dev.starbeam.model.check.Rule;
import dev.starbeam.model.check.Severity;
import dev.starbeam.quality.OrderLine;
import dev.starbeam.quality.check.iqr.Iqr;
import dev.starbeam.quality.check.nonnegative.NonNegative;
import dev.starbeam.quality.check.nullrate.NullRate;
import dev.starbeam.quality.check.range.Range;
import dev.starbeam.quality.check.references.References;
import dev.starbeam.quality.check.rowcount.RowCount;
import dev.starbeam.quality.check.unique.Unique;
import dev.starbeam.quality.check.zscore.ZScore;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people are told to do fits what was found. */
class RemediesTest {
    private static final String REVIEW = "Send the 1 row to review instead of publishing it: on_failure: quarantine.";
    private static final List<ReferenceModel> REFERENCES = List.of(
            RowFlaggerTest.PRODUCT,
            new ReferenceModel("ordered_on", "dim_date", "date_key", ReferenceModel.OnOrphan.UNKNOWN_MEMBER));
    private static final List<OrderLine> SPREAD = List.of(
            new OrderLine("A", 1L, 10L, 1000L, 1.5, 14_610L, true),
            new OrderLine("A", 1L, 20L, 2000L, 2.5, 14_620L, true),
            new OrderLine("A", 1L, 30L, 3001L, 3.5, 14_630L, true));

    private static List<String> remedies(
            Rule rule, Schema schema, OnFailure onFailure, long judged, long flagged, String... examples) {
        CheckModel check = new CheckModel("c", "fact_orders", rule, Severity.ERROR, onFailure, BigDecimal.ZERO);
        TableChecks table = new TableChecks("fact_orders", schema, List.of(check), REFERENCES, true);
        CheckScope scope = new CheckScope(check, table, RowFlaggerTest.observe(table, SPREAD));
        return ((JudgedRule) rule)
                .remedies(new Finding(scope, judged, flagged, List.of(examples)))
                .list();
    }

    private static List<String> remedies(Rule rule, long flagged) {
        return remedies(rule, OrderLine.SCHEMA, OnFailure.KEEP, 100, flagged);
    }

    @Test
    void fencesAreGivenAsLiteralsOfTheColumnThatPass() {
        BigDecimal half = new BigDecimal("0.5");
        String right = " by a range check with limits that you know, or with a larger factor.";
        String wrong =
                "Only where they are known to be wrong and nothing better is known, clamp them to the fences in the"
                        + " fact: ";
        assertThat(remedies(new Iqr("total_amount", half), 1))
                .containsExactly(
                        "If such values are right, judge total_amount" + right,
                        wrong + "least(greatest(total_amount, 10.00), 30.00).",
                        REVIEW);
        assertThat(remedies(new Iqr("weight", half), 1).get(1)).isEqualTo(wrong + "least(greatest(weight, 1.5), 3.5).");
        assertThat(remedies(new Iqr("ordered_on", half), 1))
                .as("a clamped day is another day")
                .containsExactly("If such values are right, judge ordered_on" + right, REVIEW);
    }

    @Test
    void whereManyLieBeyondTheFencesNobodyIsToldToClamp() {
        Iqr iqr = new Iqr("quantity", new BigDecimal("0.5"));
        assertThat(remedies(iqr, OrderLine.SCHEMA, OnFailure.KEEP, 1000, 10))
                .hasSize(3)
                .anyMatch(remedy -> remedy.contains("clamp them"));
        assertThat(remedies(iqr, OrderLine.SCHEMA, OnFailure.KEEP, 999, 10))
                .hasSize(2)
                .startsWith(
                        "So many values lie beyond the fences that they are no errors: quantity is skewed. Judge it by a"
                                + " range check with limits that you know, or with a larger factor; clamping would falsify it.");
        assertThat(remedies(iqr, OrderLine.SCHEMA, OnFailure.KEEP, 20, 9))
                .hasSize(2)
                .startsWith(
                        "If such values are right, judge quantity by a range check with limits that you know, or with a"
                                + " larger factor.");
    }

    @Test
    void collapsedFencesOfDaysAreNamedAsDays() {
        CheckModel check = RowFlaggerTest.check(new Iqr("ordered_on", BigDecimal.ONE), OnFailure.KEEP);
        TableChecks table = RowFlaggerTest.table(check);
        List<OrderLine> same = new ArrayList<>(Collections.nCopies(9, SPREAD.get(0)));
        CheckScope scope = new CheckScope(check, table, RowFlaggerTest.observe(table, same));
        assertThat(((JudgedRule) check.rule())
                        .remedies(new Finding(scope, 9, 1, List.of()))
                        .list()
                        .get(0))
                .startsWith("At least half of the values of ordered_on are '2010-01-01', so every other value");
        CheckScope none = new CheckScope(check, table, table.emptyState());
        assertThat(((JudgedRule) check.rule())
                        .remedies(new Finding(none, 9, 1, List.of()))
                        .list())
                .containsExactly(REVIEW);
    }

    @Test
    void numbersOutOfRangeMayBeUnknownAndDaysAreCorrected() {
        String unknown = "Correct quantity at the source, or take it for unknown in staging: ";
        assertThat(remedies(new Range("quantity", "1", "9"), 1))
                .startsWith(unknown + "iff(quantity >= 1 and quantity <= 9, quantity, null).");
        assertThat(remedies(new Range("quantity", null, "9"), 1))
                .startsWith(unknown + "iff(quantity <= 9, quantity, null).");
        assertThat(remedies(new Range("quantity", "1", null), 1))
                .startsWith(unknown + "iff(quantity >= 1, quantity, null).");
        assertThat(remedies(new Range("ordered_on", "2010-01-01", null), 1))
                .startsWith("Correct ordered_on at the source.");
    }

    @Test
    void anAmountIsComputedWhereQuantityAndPriceAreNumbers() {
        Field price = new Field("unit_price", ColumnType.decimal(12, 3));
        ZScore amounts = new ZScore("total_amount", null, BigDecimal.valueOf(3), true);
        String alike =
                "If such values are right, let them pass: by a larger threshold, or among rows that are more alike than"
                        + " all rows, by declaring by.";
        assertThat(remedies(amounts, OrderLine.SCHEMA.with(price), OnFailure.KEEP, 9, 2))
                .containsExactly(
                        "If total_amount is nothing but quantity * unit_price, compute it so instead of taking it from the"
                                + " source, and look at these two where they are not plausible.",
                        alike,
                        "Send the 2 rows to review instead of publishing them: on_failure: quarantine.");
        assertThat(remedies(amounts, 1)).startsWith(alike);
        Field text = new Field("unit_price", ColumnType.TEXT);
        assertThat(remedies(amounts, OrderLine.SCHEMA.with(text), OnFailure.KEEP, 9, 1))
                .startsWith(alike);
        assertThat(remedies(new Range("quantity", "1", null), OrderLine.SCHEMA.with(price), OnFailure.KEEP, 9, 1)
                        .get(0))
                .as("no amount")
                .startsWith("Correct quantity");
    }

    @Test
    void membersAreAddedAndDaysAreWidened() {
        References all = new References(List.of());
        assertThat(remedies(all, OrderLine.SCHEMA, OnFailure.KEEP, 30, 1))
                .containsExactly(
                        "Add the missing members behind product_id to the dimension's source and run the batch again.",
                        "Days of ordered_on lie outside the calendar: correct them, or widen the calendar's from and to.",
                        "Quarantine the 1 row until the dimension is corrected: on_failure: quarantine.",
                        "If the unknown member may stand for them (on_orphan: unknown_member), let that many pass:"
                                + " max_share: 0.0334, or severity: warn.");
        assertThat(remedies(all, OrderLine.SCHEMA, OnFailure.QUARANTINE, 0, 2, "product_id = X, quantity = 2"))
                .as("only what the examples name")
                .containsExactly(
                        "Add the missing members behind product_id to the dimension's source and run the batch again;"
                                + " for example product_id = X, quantity = 2.",
                        "Leave the 2 rows in quality.quarantined_rows until the dimension is corrected, then replay what"
                                + " was left.",
                        "If the unknown member may stand for them (on_orphan: unknown_member), let that many pass:"
                                + " max_share: 2, or severity: warn.");
        assertThat(remedies(all, OrderLine.SCHEMA, OnFailure.KEEP, 30, 1, "ordered_on = 9999-12-31")
                        .get(0))
                .isEqualTo("Days of ordered_on lie outside the calendar; for example ordered_on = 9999-12-31: correct"
                        + " them, or widen the calendar's from and to.");
        assertThat(all.subject()).isEmpty();
        assertThat(new References(List.of("a", "b")).subject()).isEqualTo("(a, b)");
        assertThat(remedies(new References(List.of("ordered_on")), 1).get(0))
                .startsWith("Days of ordered_on lie outside the calendar: correct");
    }

    @Test
    void rowsThatShareValuesAreCounted() {
        Unique unique = new Unique(List.of("product_id", "quantity"));
        assertThat(remedies(unique, 1).get(0))
                .isEqualTo("If the 1 row is a version of another with the same product_id, quantity, keep the latest:"
                        + " deduplicate: {keys: [product_id, quantity], latest_by: …} of the staged entity.");
        assertThat(remedies(unique, 2).get(0)).startsWith("If the 2 rows are versions of another");
        assertThat(unique.subject()).isEqualTo("(product_id, quantity)");
    }

    @Test
    void countsAreRaisedOrLowered() {
        assertThat(remedies(new RowCount(100L, null), 0).get(0)).startsWith("More rows came than expected");
        assertThat(remedies(new RowCount(101L, null), 0).get(0)).startsWith("Expected: 1 more row.");
        assertThat(remedies(new NullRate("gift", BigDecimal.ZERO), 3))
                .startsWith(
                        "Have the source fill gift, which is NULL in 3 of 100 rows; check its staging expression for"
                                + " casts that failed.");
        assertThat(remedies(new NullRate("gift", BigDecimal.ZERO), 3))
                .last()
                .asString()
                .startsWith("Leave it NULL");
        assertThat(remedies(new NullRate("quantity", BigDecimal.ZERO), 3))
                .last()
                .asString()
                .startsWith("Impute in marts only, inside sums: sum(coalesce(quantity, …))");
        assertThat(remedies(new NonNegative("quantity"), 1))
                .startsWith(
                        "If a negative quantity means a return or a correction, the 1 row is right, and sums need it: let"
                                + " such rows pass by an expression check, quantity >= 0 or ….");
        assertThat(remedies(new NonNegative("quantity"), 2).get(0))
                .contains("the 2 rows are right, and sums need them:");
    }
}
