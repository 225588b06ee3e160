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

class RowTallyTest {
    @Test
    void workersTimesAddUp() {
        RowTally one = RowTally.empty("stg").timedSince(System.nanoTime() - 5_000_000);
        RowTally both = one.plus(RowTally.empty("stg").timedSince(System.nanoTime() - 7_000_000));
        assertThat(one.notes().get(RowTally.WORKER_MILLIS)).isGreaterThanOrEqualTo(5);
        assertThat(both.notes().get(RowTally.WORKER_MILLIS)).isGreaterThanOrEqualTo(12);
    }

    @Property(tries = 100)
    void talliesAddUpInAnyOrderAndGrouping(
            @ForAll("tallies") RowTally a, @ForAll("tallies") RowTally b, @ForAll("tallies") RowTally c) {
        assertThat(a.plus(b)).isEqualTo(b.plus(a)).hasSameHashCodeAs(b.plus(a));
        assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
        assertThat(a.plus(RowTally.empty("stg_orders"))).isEqualTo(a);
    }

    @Property(tries = 100)
    void balancedTalliesHaveABalancedSumAndALostRowShows(@ForAll("tallies") RowTally a, @ForAll("tallies") RowTally b) {
        RowTally sum = a.plus(b);
        assertThat(sum.balances()).isTrue();
        assertThat(sum.read()).isEqualTo(sum.accepted() + sum.rejectedRows() + sum.filteredRows() + sum.quarantined());
        RowTally lost = new RowTally("stg_orders", 1, 0, Map.of(), Map.of(), 0, Map.of("bytes", 1L));
        assertThat(sum.plus(lost).balances()).isFalse();
    }

    @Property(tries = 50)
    void oneTallyAStageWhateverTheOrder(@ForAll("stages") List<RowTally> tallies, @ForAll long seed) {
        List<RowTally> shuffled = new ArrayList<>(tallies);
        Collections.shuffle(shuffled, new Random(seed));
        List<RowTally> summed = RowTally.byStage(tallies);
        assertThat(RowTally.byStage(shuffled)).isEqualTo(summed);
        assertThat(summed.stream().map(RowTally::stage)).isSorted().doesNotHaveDuplicates();
        assertThat(summed.stream().mapToLong(RowTally::read).sum())
                .isEqualTo(tallies.stream().mapToLong(RowTally::read).sum());
        assertThat(SerializableUtils.clone(new ArrayList<>(summed))).isEqualTo(summed);
    }

    @Test
    void twoStagesAreNotAddedUp() {
        assertThatThrownBy(() -> RowTally.empty("stg_orders").plus(RowTally.empty("stg_products")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("stg_orders and stg_products are different stages");
    }

    @Test
    void aTallyCannotBeChangedFromOutside() {
        RowTally tally = RowTally.filtering("stg_orders", 3, 2, "cancelled", 1);
        assertThatThrownBy(() -> tally.filtered().put("cancelled", 0L))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(tally.balances()).isTrue();
    }

    @Provide
    Arbitrary<RowTally> tallies() {
        return tallies("stg_orders");
    }

    @Provide
    Arbitrary<List<RowTally>> stages() {
        return Arbitraries.of("stg_orders", "raw_orders", "fact_orders")
                .flatMap(RowTallyTest::tallies)
                .list()
                .ofMaxSize(8);
    }

    private static Arbitrary<RowTally> tallies(String stage) {
        return Combinators.combine(
                        counts(Arbitraries.of(RejectReason.class).map(RejectReason::name)),
                        counts(Arbitraries.of("cancelled", "test rows")),
                        counts(Arbitraries.of("bytes", "unparsable.quantity")),
                        rows(),
                        rows())
                .as((rejected, filtered, notes, accepted, quarantined) -> new RowTally(
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
    void aTallySurvivesItsCoder() throws Exception {
        RowTally tally = new RowTally(
                "fact_größe", 9, 4, Map.of("ORPHAN", 1L), Map.of("superseded", 2L, "zero", 1L), 1, Map.of("bytes", 7L));
        for (RowTally each : List.of(tally, RowTally.empty("stg_orders"))) {
            CoderProperties.coderDecodeEncodeEqual(RowTallyCoder.of(), each);
        }
        CoderProperties.coderSerializable(RowTallyCoder.of());
    }
}
