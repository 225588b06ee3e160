package dev.starbeam.quality.statistic.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LongCountsTest {
    @Provide
    Arbitrary<List<Long>> values() {
        return Arbitraries.oneOf(
                        Arbitraries.longs().between(-3, 3),
                        Arbitraries.longs().between(4090, 4100),
                        Arbitraries.longs())
                .list()
                .ofMaxSize(400);
    }

    private static LongCounts counted(List<Long> values) {
        LongCounts counts = new LongCounts();
        values.forEach(value -> counts.add(value, 2));
        return counts;
    }

    @Property(tries = 100)
    void eachValueIsCountedByItself(@ForAll("values") List<Long> values, @ForAll("values") List<Long> more) {
        Map<Long, Long> model = new TreeMap<>();
        values.forEach(value -> model.merge(value, 2L, Long::sum));
        more.forEach(value -> model.merge(value, 2L, Long::sum));
        LongCounts counts = counted(values);
        LongCounts others = counted(more);
        counts.addAll(others);

        assertThat(counts.distinct()).isEqualTo(model.size());
        assertThat(counts.sortedValues())
                .containsExactly(
                        model.keySet().stream().mapToLong(Long::longValue).toArray());
        model.forEach((value, count) -> {
            assertThat(counts.count(value)).isEqualTo(count);
            assertThat(counts.count(value ^ 1)).isEqualTo(model.getOrDefault(value ^ 1, 0L));
        });
        SortedCounts sorted = SortedCounts.of(counts);
        assertThat(sorted.total()).isEqualTo(2L * (values.size() + more.size()));
        assertThat(sorted.toCounts().sortedValues()).isEqualTo(counts.sortedValues());
        long rank = 0;
        for (Map.Entry<Long, Long> one : model.entrySet()) {
            assertThat(sorted.valueAt(rank)).isEqualTo(one.getKey());
            assertThat(sorted.valueAt(rank + one.getValue() - 1)).isEqualTo(one.getKey());
            assertThat(sorted.countAt(rank)).isEqualTo(one.getValue());
            rank += one.getValue();
        }
    }

    @Test
    void thousandsOfValuesKeepApart() {
        LongCounts counts = new LongCounts();
        counts.reserve(3_000);
        for (long value = 0; value < 20_000; value++) {
            counts.add(value * 4099, 1 + value % 3);
        }
        assertThat(counts.distinct()).isEqualTo(20_000);
        for (long value = 0; value < 20_000; value++) {
            assertThat(counts.count(value * 4099)).isEqualTo(1 + value % 3);
        }
        assertThat(counts.count(-1)).isZero();
    }
}
