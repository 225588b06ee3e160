package dev.starbeam.quality.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Selection;
import dev.starbeam.model.check.CheckModel;
import dev.starbeam.model.check.OnFailure;
import dev.starbeam.model.check.Severity;
import dev.starbeam.quality.OrderLine;
import dev.starbeam.quality.check.flag.BatchFlags;
import dev.starbeam.quality.check.flag.RowFlagger;
import dev.starbeam.quality.check.nonnegative.NonNegative;
import dev.starbeam.quality.check.range.Range;
import dev.starbeam.quality.check.result.CheckResult;
import dev.starbeam.quality.statistic.QualityState;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

/** What is held back is told in money, too. */
class HeldSumsTest {
    private static final List<String> MEASURES = List.of("quantity", "total_amount");
    private static final FailureCountState.CountsCoder CODER = FailureCountState.CountsCoder.of();

    @Provide
    Arbitrary<List<OrderLine>> rows() {
        return OrderLine.anyRows(60);
    }

    private static FailureCountState counted(TableChecks table, List<OrderLine> rows) {
        ColumnBatch batch = OrderLine.batch(rows);
        FailureCountState counts = new FailureCountState();
        BatchFlags flags = RowFlagger.of(table, RowFlaggerTest.observe(table, rows))
                .flag(batch, Selection.all(rows.size()), ExternalFlags.NONE);
        flags.addTo(counts);
        flags.addSums(counts.sums(), MEASURES);
        return counts;
    }

    private static TableChecks table() {
        return new TableChecks(
                "fact_orders",
                OrderLine.SCHEMA,
                List.of(
                        RowFlaggerTest.check(new NonNegative("total_amount"), OnFailure.QUARANTINE),
                        RowFlaggerTest.check(new Range("quantity", "0", null), OnFailure.KEEP)),
                List.of(RowFlaggerTest.PRODUCT),
                true,
                MEASURES);
    }

    @Property(tries = 100)
    void sumsAreExactHoweverLargeTheValues(@ForAll("rows") List<OrderLine> rows) throws CoderException {
        BigInteger held = BigInteger.ZERO;
        BigInteger published = BigInteger.ZERO;
        for (OrderLine row : rows) {
            if (row.cents() != null && row.cents() < 0) {
                held = held.add(BigInteger.valueOf(row.cents()));
            } else if (row.cents() != null) {
                published = published.add(BigInteger.valueOf(row.cents()));
            }
        }
        FailureCountState counts = counted(table(), rows);
        assertThat(counts.sums().of(MeasureSums.HELD)).containsEntry("total_amount", held);
        assertThat(counts.sums().of("non_negative")).containsEntry("total_amount", held);
        assertThat(counts.sums().of(MeasureSums.PUBLISHED)).containsEntry("total_amount", published);
        assertThat(counts.sums().of("range")).isEmpty();

        byte[] saved = CoderUtils.encodeToByteArray(CODER, counts);
        FailureCountState twice = CoderUtils.decodeFromByteArray(CODER, saved);
        assertThat(twice).isEqualTo(counts).hasSameHashCodeAs(counts).hasToString(counts.toString());
        twice.merge(counts);
        assertThat(twice.sums().of(MeasureSums.HELD)).containsEntry("total_amount", held.shiftLeft(1));
        assertThat(CoderUtils.encodeToByteArray(CODER, counts)).isEqualTo(saved);
    }

    @Test
    void statesDifferByWhatTheyHaveCounted() {
        List<OrderLine> rows = List.of(OrderLine.of("A", 1, -500));
        FailureCountState counts = counted(table(), rows);
        FailureCountState other = counted(table(), rows);
        assertThat(other).isEqualTo(counts);
        other.addQuarantined(1);
        assertThat(other).isNotEqualTo(counts);
        other = counted(table(), rows);
        other.addExample("non_negative", "total_amount = -5.00");
        assertThat(other).isNotEqualTo(counts);
        other = counted(table(), rows);
        other.add("range", 1, 0, 0);
        assertThat(other).isNotEqualTo(counts);
        other = counted(table(), rows);
        other.sums().add(MeasureSums.HELD, "total_amount", BigInteger.ONE);
        assertThat(other).isNotEqualTo(counts);
        assertThat(counts).isNotEqualTo("counts");
        assertThat(counts.sums())
                .isNotEqualTo("sums")
                .hasToString(counts.sums().parts().toString());
        assertThat(counts.sums().hashCode()).isNotEqualTo(new MeasureSums().hashCode());
        assertThat(counts.sums().parts()).containsOnlyKeys(MeasureSums.HELD, "non_negative", MeasureSums.PUBLISHED);
    }

    @Test
    void aResultTellsWhatItsCheckHoldsBackOfHowMuch() {
        List<OrderLine> rows =
                List.of(OrderLine.of("A", 2, 150_000), OrderLine.of("A", 3, -50_000), OrderLine.of("B", -1, 100));
        TableChecks table = new TableChecks(
                "fact_orders",
                OrderLine.SCHEMA,
                List.of(
                        new CheckModel(
                                "held",
                                "fact_orders",
                                new Range("quantity", null, "2"),
                                Severity.ERROR,
                                OnFailure.QUARANTINE,
                                new BigDecimal("0.5")),
                        new CheckModel(
                                "kept",
                                "fact_orders",
                                new NonNegative("quantity"),
                                Severity.ERROR,
                                OnFailure.KEEP,
                                BigDecimal.ONE)),
                List.of(),
                true,
                MEASURES);
        FailureCountState counts = counted(table, rows);
        QualityState state = RowFlaggerTest.observe(table, rows);
        List<CheckResult> results = JudgeChecks.judge(table, state, counts);
        CheckResult.HeldSum amount = new CheckResult.HeldSum(new BigDecimal("-500.00"), new BigDecimal("1001.00"));
        CheckResult.HeldSum quantity = new CheckResult.HeldSum(BigDecimal.valueOf(3), BigDecimal.valueOf(4));
        assertThat(results.get(0).held()).isEqualTo(Map.of("quantity", quantity, "total_amount", amount));
        assertThat(results.get(0).observed())
                .isEqualTo("1 of 3 rows (33.33%) held back; quantity 3 of 4 (75%); total_amount -500.00 of 1,001.00");
        assertThat(counts.quarantinedRows()).isEqualTo(1);
        assertThat(results.get(1).held()).isEmpty();
        assertThat(results.get(1).observed()).isEqualTo("1 of 3 rows (33.33%) flagged");
        assertThat(JudgeChecks.held(table, state, counts))
                .isEqualTo(results.get(0).held());
    }
}
