package dev.starbeam.spill.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.spill.BlockWriter;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ShardName;
import dev.starbeam.spill.TemporaryParking;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.beam.sdk.values.KV;

class KeyPassesTest {
    private static final ShardName A = new ShardName("stg_orders", "a.csv", 0);
    private static final ShardName B = new ShardName("stg_orders", "b.csv", 0);

    /** Whatever the number of keys known at a time, each key has one first row, the one read first. */
    @Property(tries = 60)
    void eachKeyHasOneFirstRowAndItsOthersFollowInTheOrderOfReading(
            @ForAll @Size(max = 80) List<@IntRange(max = 9) Integer> keys,
            @ForAll @IntRange(min = 1, max = 12) int mostKeys,
            @ForAll @IntRange(max = 80) int rowsOfA)
            throws IOException {
        int cut = Math.min(rowsOfA, keys.size());
        List<ParkedBlock> parked = new ArrayList<>(parked(B, keys, cut, keys.size()));
        parked.addAll(parked(A, keys, 0, cut));
        Seen seen = new Seen();

        KeyPasses.in(TemporaryParking.directory(), 2).withMostKeys(mostKeys).over(parked, seen);

        Map<Integer, List<Integer>> expected = new TreeMap<>();
        for (int row = 0; row < keys.size(); row++) {
            expected.computeIfAbsent(keys.get(row), key -> new ArrayList<>()).add(row);
        }
        assertThat(seen.rows).isEqualTo(expected);
        assertThat(seen.passes).isEqualTo((expected.size() + mostKeys - 1) / mostKeys);
    }

    /** Blocks of seven rows. */
    private static List<ParkedBlock> parked(ShardName shard, List<Integer> keys, int from, int to) throws IOException {
        try (BlockWriter<Integer> file = new BlockWriter<>(TemporaryParking.directory(), "keys")) {
            for (int first = from; first < to; first += 7) {
                KeyBlock block = new KeyBlock(2);
                for (int row = first; row < Math.min(to, first + 7); row++) {
                    block.add(row, keys.get(row) * 31L, keys.get(row));
                }
                file.park(0, shard, block.toBytes(), block.size());
            }
            return file.finish().stream().map(KV::getValue).toList();
        }
    }

    /** The rows of each key, in the order they were told. */
    private static final class Seen implements KeyPasses.Rows {
        private final Map<Integer, List<Integer>> rows = new TreeMap<>();
        private int passes;

        @Override
        public void pass(int mostKeys) {
            passes++;
        }

        @Override
        public void shard(ShardName shard) {}

        @Override
        public void first(int key, KeyBlock block, int i) {
            assertThat(rows.put((int) block.word(1, i), new ArrayList<>(List.of(block.row(i)))))
                    .isNull();
        }

        @Override
        public void another(int key, KeyBlock block, int i) {
            rows.getOrDefault((int) block.word(1, i), List.of()).add(block.row(i));
        }
    }
}
