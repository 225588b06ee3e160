package dev.starbeam.star.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.batch.hash.HashSecret;
import dev.starbeam.batch.hash.RowHash;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
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

    private static long[] array(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }
}
