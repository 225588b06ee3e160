package dev.starbeam.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SelectionTest {
    @Test
    void everyRowStandsAtItsOwnPosition() {
        assertThat(Selection.all(3).toArray()).containsExactly(0, 1, 2);
        assertThat(Selection.all(3)).hasToString("[0, 1, 2]");
        assertThat(Selection.all(0).size()).isZero();
    }

    @Test
    void onlyTheFirstPositionsHandedOverCount() {
        assertThat(Selection.of(new int[] {2, 5, 9, 0}, 3).toArray()).containsExactly(2, 5, 9);
    }

    @Test
    void aFilterThatAllPassKeepsTheSameSelection() {
        Selection all = Selection.all(5);
        assertThat(all.where(row -> true)).isSameAs(all);
    }

    @Property(tries = 100)
    void narrowingTwiceIsNarrowingByBoth(
            @ForAll("selections") Selection given, @ForAll @IntRange(min = 1, max = 7) int step) {
        int[] expected = Arrays.stream(given.toArray())
                .filter(row -> row % step == 0 && row > 10)
                .toArray();
        assertThat(given.where(row -> row % step == 0).where(row -> row > 10).toArray())
                .isEqualTo(expected);
        assertThat(given.where(row -> row > 10).where(row -> row % step == 0).toArray())
                .isEqualTo(expected);
        assertThat(IntStream.range(1, given.size())).allMatch(i -> given.position(i - 1) < given.position(i));
    }

    @Property(tries = 200)
    void wholeRunsAreCopiedAsTheirElementsWouldBe(
            @ForAll @IntRange(max = 500) int rows,
            @ForAll @IntRange(min = 2, max = 100) int step,
            @ForAll @IntRange(max = 120) int other) {
        Selection selection = Selection.all(rows).where(row -> row % step != 1 && row != other && row != other + 1);
        long[] from = IntStream.range(0, rows).mapToLong(row -> 1000L + row).toArray();
        long[] to = new long[selection.size()];

        selection.copy(from, to);

        assertThat(to)
                .isEqualTo(Arrays.stream(selection.toArray())
                        .mapToLong(row -> 1000L + row)
                        .toArray());
    }

    @Test
    void runsAreLongWhenLittleIsLeftOut() {
        assertThat(Selection.all(100).where(row -> row != 50).hasLongRuns()).isTrue();
        assertThat(Selection.all(100).where(row -> row % 5 != 0).hasLongRuns()).isFalse();
        assertThat(Selection.all(0).hasLongRuns()).isFalse();
    }

    @Provide
    Arbitrary<Selection> selections() {
        return BatchArbitraries.rows().flatMap(BatchArbitraries::selections);
    }
}
