package dev.starbeam.batch.hash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class KeyTableTest {
    record Key(long first, long second) {}

    @Property(tries = 200)
    void keysAreNumberedInTheOrderTheyCome(
            @ForAll @Size(max = 500) List<@LongRange(min = -9, max = 9) Long> firsts, @ForAll long seed) {
        Random random = new Random(seed);
        Map<Key, Integer> model = new LinkedHashMap<>();
        KeyTable table = new KeyTable();
        for (long first : firsts) {
            Key key = new Key(first, random.nextInt(5));
            int known = model.getOrDefault(key, KeyTable.ABSENT);
            assertThat(table.find(key.first(), key.second())).isEqualTo(known);
            model.putIfAbsent(key, model.size());
            assertThat(table.number(key.first(), key.second())).isEqualTo(model.get(key));
        }
        assertThat(table.size()).isEqualTo(model.size());
        model.forEach((key, number) -> assertThat(new Key(table.firstWord(number), table.secondWord(number)))
                .isEqualTo(key));
    }

    @Test
    void keysOfEqualWordsAreToldApartByWhatElseIsKnown() {
        List<String> texts = List.of("one", "two", "three");
        KeyTable table = new KeyTable();
        texts.forEach(text -> table.add(7, 7));
        for (int number = 0; number < texts.size(); number++) {
            String text = texts.get(number);
            assertThat(table.find(7, 7, key -> texts.get(key).equals(text))).isEqualTo(number);
        }
        assertThat(table.find(7, 7, key -> false)).isEqualTo(KeyTable.ABSENT);
        assertThat(table.find(7, 8, key -> true)).isEqualTo(KeyTable.ABSENT);
    }

    @Property(tries = 50)
    void theCanonicalOrderGoesThroughOneRangeAfterTheOther(@ForAll @LongRange(min = 1, max = 1500) long ranges) {
        KeyTable table = new KeyTable();
        for (int i = 0; i < 2_000; i++) {
            table.number(i * 31L, i % 3);
        }
        List<Integer> inOrder = IntStream.of(table.canonicalOrder((a, b) -> 0))
                .map(key -> table.range(key, (int) ranges))
                .boxed()
                .toList();
        assertThat(inOrder).isSorted().allMatch(range -> range >= 0 && range < ranges);
        assertThat(inOrder).filteredOn(range -> range < ranges / 2.0).hasSizeBetween(800, 2_000);
        for (int key = 0; key < table.size(); key++) {
            assertThat(table.range(key, 3 * (int) ranges) / 3).isEqualTo(table.range(key, (int) ranges));
        }
    }

    @Property(tries = 50)
    void theCanonicalOrderDependsOnTheKeysAlone(@ForAll long seed) {
        List<Key> keys = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            keys.add(new Key(i / 3, i % 3));
        }
        List<Key> expected = inOrder(keys, 0);
        Collections.shuffle(keys, new Random(seed));
        assertThat(inOrder(keys, 300)).isEqualTo(expected).containsExactlyInAnyOrderElementsOf(keys);
    }

    private static List<Key> inOrder(List<Key> keys, int reserved) {
        KeyTable table = new KeyTable();
        table.reserve(reserved);
        keys.forEach(key -> table.number(key.first(), key.second()));
        List<Key> ordered = new ArrayList<>();
        for (int number : table.canonicalOrder((a, b) -> 0)) {
            ordered.add(new Key(table.firstWord(number), table.secondWord(number)));
        }
        return ordered;
    }
}
