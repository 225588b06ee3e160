package dev.starbeam.quality.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Selection;
import dev.starbeam.model.ReferenceModel;
import dev.starbeam.model.check.CheckModel;
import dev.starbeam.model.check.OnFailure;
import dev.starbeam.model.check.Rule;
import dev.starbeam.model.check.Severity;
import dev.starbeam.quality.OrderLine;
import dev.starbeam.quality.check.acceptedvalues.AcceptedValues;
import dev.starbeam.quality.check.flag.BatchFlags;
import dev.starbeam.quality.check.flag.FlaggedRow;
import dev.starbeam.quality.check.flag.RowFlagger;
import dev.starbeam.quality.check.iqr.Iqr;
import dev.starbeam.quality.check.nonnegative.NonNegative;
import dev.starbeam.quality.check.range.Range;
import dev.starbeam.quality.check.references.References;
import dev.starbeam.quality.check.unique.Unique;
import dev.starbeam.quality.check.zscore.ZScore;
import dev.starbeam.quality.statistic.QualityState;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RowFlaggerTest {
    static final ReferenceModel PRODUCT =
            new ReferenceModel("product_id", "dim_products", "product_key", ReferenceModel.OnOrphan.UNKNOWN_MEMBER);

    @Provide
    Arbitrary<List<OrderLine>> rows() {
        return OrderLine.anyRows(80);
    }

    static CheckModel check(Rule rule, OnFailure onFailure) {
        return new CheckModel(rule.name(), "fact_orders", rule, Severity.ERROR, onFailure, BigDecimal.ZERO);
    }

    static TableChecks table(CheckModel... checks) {
        return new TableChecks("fact_orders", OrderLine.SCHEMA, List.of(checks), List.of(PRODUCT), true);
    }

    static QualityState observe(TableChecks table, List<OrderLine> rows) {
        QualityState state = table.emptyState();
        state.observe(OrderLine.batch(rows), Selection.all(rows.size()));
        return state;
    }

    private static int[] flagged(Rule rule, List<OrderLine> rows) {
        TableChecks table = table(check(rule, OnFailure.QUARANTINE));
        return RowFlagger.of(table, observe(table, rows))
                .flag(OrderLine.batch(rows), Selection.all(rows.size()), ExternalFlags.NONE)
                .quarantined()
                .toArray();
    }

    @Property(tries = 150)
    void zscoreFlagsWhatExactArithmeticFlags(@ForAll("rows") List<OrderLine> rows) {
        List<Integer> expected = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).product() != null && rows.get(i).cents() != null && deviates(rows, rows.get(i))) {
                expected.add(i);
            }
        }
        assertThat(flagged(new ZScore("total_amount", "product_id", BigDecimal.valueOf(2), false), rows))
                .containsExactly(expected.toArray(Integer[]::new));
    }

    /** NaN and the infinities are at fault wherever their product has a number to be compared with. */
    @Property(tries = 150)
    void zscoreFlagsDoublesAsExactArithmeticDoes(@ForAll("rows") List<OrderLine> rows) {
        List<Integer> expected = new ArrayList<>();
        int judged = 0;
        for (int i = 0; i < rows.size(); i++) {
            OrderLine row = rows.get(i);
            List<BigDecimal> group = group(rows, row, RowFlaggerTest::weight);
            if (row.product() != null && row.weight() != null && !group.isEmpty()) {
                judged++;
                BigDecimal weight = weight(row);
                if (weight == null || deviates(group, weight)) {
                    expected.add(i);
                }
            }
        }
        TableChecks table =
                table(check(new ZScore("weight", "product_id", BigDecimal.valueOf(2), false), OnFailure.KEEP));
        BatchFlags flags = RowFlagger.of(table, observe(table, rows))
                .flag(OrderLine.batch(rows), Selection.all(rows.size()), ExternalFlags.NONE);
        FailureCountState counts = new FailureCountState();
        flags.addTo(counts);
        assertThat(flags.rows().stream().map(FlaggedRow::row)).containsExactlyElementsOf(expected);
        assertThat(counts.of("zscore").judged()).isEqualTo(judged);
    }

    private static BigDecimal weight(OrderLine row) {
        return row.weight() == null || !Double.isFinite(row.weight()) ? null : new BigDecimal(row.weight());
    }

    private static boolean deviates(List<OrderLine> rows, OrderLine judged) {
        Function<OrderLine, BigDecimal> cents = row -> row.cents() == null ? null : BigDecimal.valueOf(row.cents());
        return deviates(group(rows, judged, cents), BigDecimal.valueOf(judged.cents()));
    }

    private static List<BigDecimal> group(
            List<OrderLine> rows, OrderLine judged, Function<OrderLine, BigDecimal> value) {
        return rows.stream()
                .filter(row -> Objects.equals(row.product(), judged.product()))
                .map(value)
                .filter(Objects::nonNull)
                .toList();
    }

    private static boolean deviates(List<BigDecimal> group, BigDecimal judged) {
        BigDecimal n = BigDecimal.valueOf(group.size());
        BigDecimal sum = group.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal scatter = BigDecimal.ZERO;
        for (BigDecimal x : group) {
            scatter = scatter.add(n.multiply(x).subtract(sum).pow(2));
        }
        BigDecimal distance = n.multiply(judged).subtract(sum).pow(2);
        return scatter.signum() > 0
                && distance.multiply(n.subtract(BigDecimal.ONE)).compareTo(scatter.multiply(BigDecimal.valueOf(4)))
                        >= 0;
    }

    @Property(tries = 150)
    void iqrFlagsWhatLiesOutsideTheFences(@ForAll("rows") List<OrderLine> rows) {
        long[] sorted = rows.stream()
                .filter(row -> row.quantity() != null)
                .mapToLong(OrderLine::quantity)
                .sorted()
                .toArray();
        BigDecimal q1 = quartile(sorted, 1);
        BigDecimal q3 = quartile(sorted, 3);
        BigDecimal reach = q3.subtract(q1).multiply(new BigDecimal("1.5"));
        List<Integer> expected = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).quantity() != null) {
                BigDecimal x = BigDecimal.valueOf(rows.get(i).quantity());
                if (x.compareTo(q1.subtract(reach)) < 0 || x.compareTo(q3.add(reach)) > 0) {
                    expected.add(i);
                }
            }
        }
        assertThat(flagged(new Iqr("quantity", new BigDecimal("1.5")), rows))
                .containsExactly(expected.toArray(Integer[]::new));
    }

    private static BigDecimal quartile(long[] sorted, int quarter) {
        if (sorted.length == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal position = BigDecimal.valueOf((sorted.length - 1L) * quarter).divide(BigDecimal.valueOf(4));
        int whole = position.intValue();
        BigDecimal low = BigDecimal.valueOf(sorted[whole]);
        BigDecimal high = BigDecimal.valueOf(sorted[Math.min(whole + 1, sorted.length - 1)]);
        return low.add(high.subtract(low).multiply(position.subtract(BigDecimal.valueOf(whole))));
    }

    @Property(tries = 100)
    void cuttingBatchesAnewChangesNoFlagAndNoCount(@ForAll("rows") List<OrderLine> rows, @ForAll Random random) {
        TableChecks table = table(
                check(new Iqr("quantity", BigDecimal.ONE), OnFailure.QUARANTINE),
                check(new ZScore("weight", "store_id", BigDecimal.ONE, true), OnFailure.QUARANTINE),
                check(new AcceptedValues("product_id", List.of("A", "B", "")), OnFailure.KEEP),
                check(new NonNegative("total_amount"), OnFailure.KEEP));
        RowFlagger flagger =
                RowFlagger.of(table, QualityState.fromBytes(observe(table, rows).toBytes()));
        FailureCountState whole = new FailureCountState();
        BatchFlags once = flagger.flag(OrderLine.batch(rows), Selection.all(rows.size()), ExternalFlags.NONE);
        once.addTo(whole);
        FailureCountState cut = new FailureCountState();
        List<String> texts = new ArrayList<>();
        for (int from = 0; from < rows.size(); ) {
            List<OrderLine> part = rows.subList(from, Math.min(rows.size(), from + 1 + random.nextInt(9)));
            BatchFlags flags = flagger.flag(OrderLine.batch(part), Selection.all(part.size()), ExternalFlags.NONE);
            FailureCountState counts = new FailureCountState();
            flags.addTo(counts);
            cut.merge(counts);
            int offset = from;
            flags.rows().forEach(row -> texts.add(text(row, offset)));
            from += part.size();
        }
        if (!rows.isEmpty()) {
            assertThat(cut).isEqualTo(whole);
        }
        assertThat(texts)
                .containsExactlyInAnyOrderElementsOf(
                        once.rows().stream().map(row -> text(row, 0)).toList());
        assertThat(once.published().size() + once.quarantined().size()).isEqualTo(rows.size());
    }

    private static String text(FlaggedRow row, int offset) {
        return row.checkId() + " " + (row.row() + offset) + ": " + row.observed() + ", " + row.expected();
    }

    @Test
    void simpleRulesFlagTheirRows() {
        List<OrderLine> rows = List.of(
                OrderLine.of("A", 5, -1),
                OrderLine.of("b", -5, 0),
                new OrderLine(null, 1L, null, null, null, 1L, null));
        assertThat(flagged(new NonNegative("total_amount"), rows)).containsExactly(0);
        assertThat(flagged(new NonNegative("weight"), rows)).containsExactly(1);
        assertThat(flagged(new AcceptedValues("product_id", List.of("A")), rows))
                .containsExactly(1);
        assertThat(flagged(new AcceptedValues("total_amount", List.of("0", "7.5")), rows))
                .containsExactly(0);
        assertThat(flagged(new AcceptedValues("gift", List.of("true")), rows)).containsExactly(0, 1);
        assertThat(flagged(new Range("total_amount", "-0.005", null), rows)).containsExactly(0);
        assertThat(flagged(new Range("ordered_on", "2000-01-01", null), rows)).containsExactly(2);
        assertThat(flagged(new Range("weight", "-0.5", "0.4"), rows)).containsExactly(0);
    }

    @Test
    void literalsThatAreNotOfTheColumnsTypeAreExplained() {
        Range range = new Range("ordered_on", "yesterday", null);
        assertThatThrownBy(() -> flagged(range, List.of()))
                .hasMessage("\"yesterday\" is not a literal of column \"ordered_on\", which is date; write it like"
                        + " 2010-12-01");
        assertThatThrownBy(() -> flagged(new Range("gift", "0", null), List.of()))
                .hasMessageContaining("\"gift\" is boolean and has no range");
        assertThatThrownBy(() -> flagged(new Range("product_id", "A", null), List.of()))
                .hasMessageContaining("\"product_id\" is text and has no range; use accepted_values");
        assertThatThrownBy(() -> flagged(new AcceptedValues("quantity", List.of("1.5")), List.of()))
                .hasMessageContaining("1.5 is no possible value of column \"quantity\"");
    }

    @Test
    void orphansAndDuplicatesComeFromOutside() {
        List<OrderLine> rows = List.of(
                OrderLine.of("A", 1, 1), OrderLine.of("B", 2, 2), new OrderLine(null, 1L, 1L, 1L, 1.0, 1L, true));
        TableChecks table = table(
                check(new References(List.of()), OnFailure.QUARANTINE),
                check(new Unique(List.of("product_id", "quantity")), OnFailure.KEEP));
        ExternalFlags external = new ExternalFlags(
                Map.of("product_id", Selection.of(new int[] {1}, 1)), Map.of("unique", Selection.of(new int[] {0}, 1)));
        ColumnBatch batch = OrderLine.batch(rows);
        Selection rejectedSince = Selection.of(new int[] {0, 2}, 2);
        BatchFlags flags = RowFlagger.of(table, table.emptyState()).flag(batch, rejectedSince, external);
        FailureCountState counts = new FailureCountState();
        flags.addTo(counts);
        assertThat(counts.of("references")).isEqualTo(new FailureCountState.Counts(2, 1, 1));
        assertThat(counts.of("unique")).isEqualTo(new FailureCountState.Counts(1, 1, 0));
        assertThat(flags.quarantined().size()).isZero();
        assertThat(flags.rows())
                .extracting(FlaggedRow::observed, FlaggedRow::expected)
                .containsExactly(
                        tuple("product_id = B", "product_id is a member of dim_products"),
                        tuple("product_id = A, quantity = 1", "no other row with the same product_id, quantity"));
    }

    @Test
    void aFlagSaysWhatWasObservedAndWhatWasExpected() {
        List<OrderLine> rows = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            rows.add(OrderLine.of("22423", 1, 1000 + i % 3));
        }
        rows.add(OrderLine.of("22423", 1, 99_999));
        TableChecks table =
                table(check(new ZScore("total_amount", "product_id", BigDecimal.valueOf(3), false), OnFailure.KEEP));
        BatchFlags flags = RowFlagger.of(table, observe(table, rows))
                .flag(OrderLine.batch(rows), Selection.all(rows.size()), ExternalFlags.NONE);
        assertThat(flags.rows()).hasSize(1);
        assertThat(flags.rows().get(0).row()).isEqualTo(20);
        assertThat(flags.rows().get(0).observed()).isEqualTo("total_amount = 999.99");
        assertThat(flags.rows().get(0).expected())
                .isEqualTo("less than 3 standard deviations (216.0315) from the mean 57.1514 of 21 rows of"
                        + " product_id 22423");
        assertThat(flags.published().size()).isEqualTo(21);
    }
}
