package dev.starbeam.star.join;

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

class ProbeBlockCoderTest {
    @Property(tries = 20)
    void blocksOfAnySizeComeBackAsTheyWere(@ForAll @IntRange(max = 3000) int size, @ForAll long seed) throws Exception {
        ProbeBlock block = new ProbeBlock("stg|Käse.csv|9");
        Random random = new Random(seed);
        IntStream.range(0, size).forEach(row -> block.add(random.nextLong(), random.nextLong(), random.nextInt()));
        List<String> rows = rows(block);
        List<ProbeBlock> copies = CoderUtils.clone(ListCoder.of(ProbeBlockCoder.of()), List.of(block, block.trimmed()));
        for (ProbeBlock copy : copies) {
            assertThat(copy).isEqualTo(block);
            assertThat(rows(copy)).isEqualTo(rows);
        }
        copies.get(0).add(random.nextLong(), random.nextLong(), random.nextInt());
        assertThat(copies.get(0).size()).isEqualTo(size + 1);
    }

    @Test
    void theCoderEqualsItsCopies() {
        CoderProperties.coderSerializable(ProbeBlockCoder.of());
    }

    private static List<String> rows(ProbeBlock block) {
        return IntStream.range(0, block.size())
                .mapToObj(row -> block.shard() + " " + block.high(row) + " " + block.low(row) + " " + block.row(row))
                .toList();
    }
}
