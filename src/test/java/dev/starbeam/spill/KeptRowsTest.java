package dev.starbeam.spill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;

class KeptRowsTest {
    private static final int ROWS = 200;

    @Property(tries = 200)
    void theKeptWithinAnyRangeAreThoseThatWereNotDropped(
            @ForAll Set<@IntRange(max = ROWS - 1) Integer> superseded,
            @ForAll @IntRange(max = ROWS) int one,
            @ForAll @IntRange(max = ROWS) int other) {
        int first = Math.min(one, other);
        int size = Math.max(one, other) - first;
        KeptRows kept = KeptRows.all(ROWS).without(positions(superseded));
        assertThat(kept.within(first, size).toArray())
                .isEqualTo(IntStream.range(0, size)
                        .filter(row -> !superseded.contains(first + row))
                        .toArray());
        assertThat(kept.count()).isEqualTo(ROWS - superseded.size());
    }

    @Property(tries = 100)
    void droppingInStepsInAnyOrderIsDroppingAtOnce(
            @ForAll Set<@IntRange(max = ROWS - 1) Integer> some,
            @ForAll @Size(max = 20) Set<@IntRange(max = ROWS - 1) Integer> others) {
        KeptRows one = KeptRows.all(ROWS).without(positions(some)).without(positions(others));
        KeptRows other = KeptRows.all(ROWS).without(positions(others)).without(positions(some));
        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(one.without(positions(some))).isEqualTo(one);
        assertThat(SerializableUtils.clone(one)).isEqualTo(one);
    }

    @Test
    void dropsLeaveTheRowsBeforeAsTheyWere() {
        KeptRows all = KeptRows.all(3);
        assertThat(all.without(new int[] {1})).hasToString("2 of 3 rows").isNotEqualTo(all);
        assertThat(all.count()).isEqualTo(3);
        assertThat(all.without(new int[0])).isEqualTo(all);
    }

    @Test
    void aRowThatIsNotThereCannotDie() {
        assertThatThrownBy(() -> KeptRows.all(3).without(new int[] {3})).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> KeptRows.all(3).without(new int[] {-1})).isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static int[] positions(Set<Integer> rows) {
        return rows.stream().mapToInt(Integer::intValue).toArray();
    }
}
