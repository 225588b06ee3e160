package dev.starbeam.star.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.batch.hash.HashSecret;
import dev.starbeam.batch.hash.RowHash;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class KeySetTest {
    @Property(tries = 100)
    void absentKeysAreThoseThatNoArrayHolds(
            @ForAll List<List<@LongRange(min = 0, max = 60) Long>> arrays,
            @ForAll List<@LongRange(min = 0, max = 60) Long> asked) {
        Set<Long> oracle = new HashSet<>(Set.of(0L));
        arrays.forEach(oracle::addAll);
        KeySet set = KeySet.ofAll(arrays.stream().map(KeySetTest::array).toList());

        int[] expected = IntStream.range(0, asked.size())
                .filter(i -> !oracle.contains(asked.get(i)))
                .toArray();

        assertThat(set.absent(array(asked)).toArray()).containsExactly(expected);
        assertThat(set.size()).isEqualTo(oracle.size() - 1);
    }

    @Test
    void aKeyIsAbsentWhenItIsThereWithAnotherNaturalKey() {
        HashSecret secret = HashSecret.draw();
        Column members = TextColumn.constant("a", 3);
        KeySet set = KeySet.ofAll(List.of(new long[] {11, 12, 0}), List.of(RowHash.check(members, secret)), secret);

        assertThat(set.absent(new long[] {11, 12, 13, 0}, TextColumn.constant("a", 4))
                        .toArray())
                .containsExactly(2);
        assertThat(set.absent(new long[] {11, 12, 13, 0}, TextColumn.constant("b", 4))
                        .toArray())
                .containsExactly(0, 1, 2);
    }

    /** What dimensions have parked in several shards. */
    @Test
    void eachKeyHasTheCheckThatStandsBesideIt() {
        KeySet set = KeySet.ofAll(
                List.of(new long[] {11, 12}, new long[] {13}),
                List.of(new long[] {1, 2}, new long[] {3}),
                HashSecret.draw());

        assertThat(set.absent(new long[] {11, 12, 13, 0}, new long[] {1, 2, 3, 4})
                        .toArray())
                .isEmpty();
        assertThat(set.absent(new long[] {11, 12, 13, 14}, new long[] {2, 1, 3, 3})
                        .toArray())
                .containsExactly(0, 1, 3);
        assertThat(KeySet.of(new long[] {11})
                        .absent(new long[] {11, 12}, new long[] {7, 7})
                        .toArray())
                .as("a set without checks goes by the keys")
                .containsExactly(1);
    }

    @Test
    void manyKeysMayBeAbsent() {
        KeySet set = KeySet.of(LongStream.range(100, 200).toArray());

        assertThat(set.absent(LongStream.rangeClosed(1, 250).toArray()).toArray())
                .containsExactly(IntStream.concat(IntStream.range(0, 99), IntStream.range(199, 250))
                        .toArray());
    }

    @Test
    void setsOfTheSameKeysAreEqualHoweverLarge() {
        KeySet set = KeySet.of(new long[] {5, 0, 7}, new long[] {7});
        KeySet roomier = KeySet.of(new long[] {7, 5}, new long[40]);

        assertThat(set).isEqualTo(roomier).hasSameHashCodeAs(roomier).hasToString("2 keys");
        assertThat(set.toArray()).containsExactlyInAnyOrder(5, 7);
        assertThat(set)
                .isNotEqualTo(KeySet.of(new long[] {5, 8}))
                .isNotEqualTo(KeySet.of(new long[] {5}))
                .isNotEqualTo(KeySet.of(new long[] {5, 7, 9}))
                .isNotEqualTo("2 keys");
        assertThat(set.hashCode()).isNotEqualTo(KeySet.of(new long[] {6}).hashCode());
    }

    @Test
    void moreKeysThanAnArrayHoldsAreRefused() {
        long[] million = new long[1 << 20];
        assertThatThrownBy(() -> KeySet.ofAll(Collections.nCopies(257, million)))
                .hasMessage("269484032 keys are too many for one set (268435456); look this dimension's keys up by"
                        + " shuffle instead");
    }

    private static long[] array(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }
}
