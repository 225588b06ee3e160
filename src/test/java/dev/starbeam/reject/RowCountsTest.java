package dev.starbeam.reject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;

class RowCountsTest {
    @Test
    void workersTimesAddUp() {
        RowCounts one = RowCounts.empty("stg").timedSince(System.nanoTime() - 5_000_000);
        RowCounts both = one.plus(RowCounts.empty("stg").timedSince(System.nanoTime() - 7_000_000));
        assertThat(one.notes().get(RowCounts.WORKER_MILLIS)).isGreaterThanOrEqualTo(5);
        assertThat(both.notes().get(RowCounts.WORKER_MILLIS)).isGreaterThanOrEqualTo(12);
    }

    @Property(tries = 100)
    void countsAddUpInAnyOrderAndGrouping(
            @ForAll("rowCounts") RowCounts a, @ForAll("rowCounts") RowCounts b, @ForAll("rowCounts") RowCounts c) {
        assertThat(a.plus(b)).isEqualTo(b.plus(a)).hasSameHashCodeAs(b.plus(a));
        assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
        assertThat(a.plus(RowCounts.empty("stg_orders"))).isEqualTo(a);
    }

    @Property(tries = 100)
    void balancedCountsHaveABalancedSumAndALostRowShows(
            @ForAll("rowCounts") RowCounts a, @ForAll("rowCounts") RowCounts b) {
        RowCounts sum = a.plus(b);
        assertThat(sum.balances()).isTrue();
        assertThat(sum.read()).isEqualTo(sum.accepted() + sum.rejectedRows() + sum.filteredRows() + sum.quarantined());
        RowCounts lost = new RowCounts("stg_orders", 1, 0, Map.of(), Map.of(), 0, Map.of("bytes", 1L));
        assertThat(sum.plus(lost).balances()).isFalse();
    }

    @Property(tries = 50)
    void oneSumAStageWhateverTheOrder(@ForAll("stages") List<RowCounts> rowCounts, @ForAll long seed) {
        List<RowCounts> shuffled = new ArrayList<>(rowCounts);
        Collections.shuffle(shuffled, new Random(seed));
        List<RowCounts> summed = RowCounts.byStage(rowCounts);
        assertThat(RowCounts.byStage(shuffled)).isEqualTo(summed);
        assertThat(summed.stream().map(RowCounts::stage)).isSorted().doesNotHaveDuplicates();
        assertThat(summed.stream().mapToLong(RowCounts::read).sum())
                .isEqualTo(rowCounts.stream().mapToLong(RowCounts::read).sum());
        assertThat(SerializableUtils.clone(new ArrayList<>(summed))).isEqualTo(summed);
    }

    @Test
    void twoStagesAreNotAddedUp() {
        assertThatThrownBy(() -> RowCounts.empty("stg_orders").plus(RowCounts.empty("stg_products")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("stg_orders and stg_products are different stages");
    }

    @Test
    void countsCannotBeChangedFromOutside() {
        RowCounts counts = RowCounts.filtering("stg_orders", 3, 2, "cancelled", 1);
        assertThatThrownBy(() -> counts.filtered().put("cancelled", 0L))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(counts.balances()).isTrue();
    }

    @Provide
    Arbitrary<RowCounts> rowCounts() {
        return rowCounts("stg_orders");
    }

    @Provide
    Arbitrary<List<RowCounts>> stages() {
        return Arbitraries.of("stg_orders", "raw_orders", "fact_orders")
                .flatMap(RowCountsTest::rowCounts)
                .list()
                .ofMaxSize(8);
    }

    private static Arbitrary<RowCounts> rowCounts(String stage) {
        return Combinators.combine(
                        counts(Arbitraries.of(RejectReason.class).map(RejectReason::name)),
                        counts(Arbitraries.of("cancelled", "test rows")),
                        counts(Arbitraries.of("bytes", "unparsable.quantity")),
                        rows(),
                        rows())
                .as((rejected, filtered, notes, accepted, quarantined) -> new RowCounts(
                        stage,
                        accepted + quarantined + total(rejected) + total(filtered),
                        accepted,
                        rejected,
                        filtered,
                        quarantined,
                        notes));
    }

    private static Arbitrary<Map<String, Long>> counts(Arbitrary<String> names) {
        return Arbitraries.maps(names, rows()).ofMaxSize(2);
    }

    private static Arbitrary<Long> rows() {
        return Arbitraries.longs().between(0, 1_000_000_000_000L);
    }

    private static long total(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    @Test
    void countsSurviveItsCoder() throws Exception {
        RowCounts counts = new RowCounts(
                "fact_größe", 9, 4, Map.of("ORPHAN", 1L), Map.of("superseded", 2L, "zero", 1L), 1, Map.of("bytes", 7L));
        for (RowCounts each : List.of(counts, RowCounts.empty("stg_orders"))) {
            CoderProperties.coderDecodeEncodeEqual(RowCounts.CountsCoder.of(), each);
        }
        CoderProperties.coderSerializable(RowCounts.CountsCoder.of());
    }
}
