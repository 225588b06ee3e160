package dev.starbeam.spill.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.spill.BlockReader;
import dev.starbeam.spill.BlockWriter;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.spill.ShardName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowNumbersTest {
    @TempDir
    Path directory;

    @Test
    void moreNumbersThanAreHeldComeBackByShard() throws IOException {
        Map<String, Set<Integer>> taken = new TreeMap<>();
        Map<String, Set<Integer>> read = new TreeMap<>();
        try (BlockWriter<String> file = new BlockWriter<>(new ParkingDirectory(directory.toString()), "numbers")) {
            RowNumbers<String> numbers = new RowNumbers<>(file, ShardName::text);
            for (int i = 0; i < 40; i++) {
                ShardName shard = new ShardName("stg_orders", "orders.csv", i / 2);
                int handle = numbers.shard(shard);
                for (int row = i % 2 * 10_000; row < i % 2 * 10_000 + 10_000; row++) {
                    numbers.add(handle, row);
                    taken.computeIfAbsent(shard.text(), key -> new HashSet<>()).add(row);
                }
            }
            numbers.flush();
            try (BlockReader files = new BlockReader()) {
                for (KV<String, ParkedBlock> block : file.finish()) {
                    for (int row : RowNumbers.read(block.getValue(), files)) {
                        assertThat(read.computeIfAbsent(block.getKey(), key -> new HashSet<>())
                                        .add(row))
                                .isTrue();
                    }
                }
            }
        }
        assertThat(read).isEqualTo(taken);
    }
}
