package dev.starbeam.staging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

class KeyBlockCoderTest {
    @Property(tries = 20)
    void blocksOfAnySizeComeBackAsTheyWere(@ForAll @IntRange(max = 3000) int size, @ForAll long seed) throws Exception {
        KeyBlock block = new KeyBlock("stg|Käse.csv|9", "Käse.csv", 9);
        Random random = new Random(seed);
        IntStream.range(0, size)
                .forEach(row -> block.add(random.nextLong(), random.nextLong(), random.nextLong(), random.nextInt()));
        List<String> rows = rows(block);
        List<KeyBlock> copies = CoderUtils.clone(ListCoder.of(KeyBlockCoder.of()), List.of(block, block.trimmed()));
        for (KeyBlock copy : copies) {
            assertThat(copy.shard()).isEqualTo("stg|Käse.csv|9");
            assertThat(KeyBlock.READ_ORDER.compare(copy, block)).isZero();
            assertThat(rows(copy)).isEqualTo(rows);
        }
        copies.get(0).add(1, 2, 3, 4);
        assertThat(copies.get(0).size()).isEqualTo(size + 1);
    }

    @Test
    void theCoderEqualsItsCopies() {
        CoderProperties.coderSerializable(KeyBlockCoder.of());
    }

    private static List<String> rows(KeyBlock block) {
        return IntStream.range(0, block.size())
                .mapToObj(row ->
                        block.high(row) + " " + block.low(row) + " " + block.rank(row) + " " + block.position(row))
                .toList();
    }
}
