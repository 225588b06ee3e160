package dev.starbeam.spill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.spill.key.KeyBlock;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParkedBlockTest {
    private static final ShardName SHARD = new ShardName("stg_orders", "größe.csv", 7);

    @Property(tries = 40)
    void blocksOfKeysComeBackAsTheyWereWhateverTheOrderOfReading(
            @ForAll @Size(max = 6) List<@IntRange(max = 300) Integer> sizes,
            @ForAll @IntRange(min = 1, max = 3) int width,
            @ForAll long seed)
            throws IOException {
        Random random = new Random(seed);
        List<KeyBlock> blocks =
                sizes.stream().map(size -> block(random, width, size)).toList();
        List<KV<Integer, ParkedBlock>> parked;
        try (BlockWriter<Integer> file = new BlockWriter<>(TemporaryParking.directory(), "keys")) {
            for (int i = 0; i < blocks.size(); i++) {
                file.park(i, SHARD, blocks.get(i).toBytes(), blocks.get(i).size());
            }
            parked = new ArrayList<>(file.finish());
        }
        Collections.shuffle(parked, random);
        try (BlockReader files = new BlockReader()) {
            for (KV<Integer, ParkedBlock> block : parked) {
                ParkedBlock there = block.getValue();
                KeyBlock read = KeyBlock.of(width, there.rows(), files.bytes(there));
                assertThat(text(read, width)).isEqualTo(text(blocks.get(block.getKey()), width));
            }
        }
    }

    @Test
    void noBlocksMakeNoFile(@TempDir Path empty) throws IOException {
        try (BlockWriter<Integer> file = new BlockWriter<>(new ParkingDirectory(empty.toString()), "keys")) {
            assertThat(file.finish()).isEmpty();
        }
        assertThat(empty).isEmptyDirectory();
    }

    @Test
    void twoAttemptsNeverWriteTheSameFile() throws IOException {
        try (BlockWriter<Integer> one = new BlockWriter<>(TemporaryParking.directory(), "keys");
                BlockWriter<Integer> other = new BlockWriter<>(TemporaryParking.directory(), "keys")) {
            one.park(0, SHARD, ByteBuffer.wrap(new byte[] {1}), 1);
            other.park(0, SHARD, ByteBuffer.wrap(new byte[] {2}), 1);
            ParkedBlock ours = one.finish().get(0).getValue();
            other.finish();
            try (BlockReader files = new BlockReader()) {
                assertThat(files.bytes(ours).array()).containsExactly(1);
            }
        }
    }

    @Test
    void aFileThatEndsTooEarlyIsToldByName() throws IOException {
        ParkedBlock block;
        try (BlockWriter<Integer> file = new BlockWriter<>(TemporaryParking.directory(), "keys")) {
            file.park(0, SHARD, ByteBuffer.wrap(new byte[8]), 1);
            block = file.finish().get(0).getValue();
        }
        Files.write(Path.of(block.uri()), new byte[7]);
        try (BlockReader files = new BlockReader()) {
            assertThatThrownBy(() -> files.bytes(block))
                    .isInstanceOf(EOFException.class)
                    .hasMessage(block.uri() + " ends too early");
        }
    }

    @Test
    void descriptorsSurviveTheirCodersAndStaySmall() throws Exception {
        ParkedBlock block = new ParkedBlock(
                SHARD,
                "/some/staging/directory/of/a/run/parked/stg_orders_keys-some-unique-name.parked",
                1L << 40,
                1 << 20,
                70_000);
        CoderProperties.coderDecodeEncodeEqual(ParkedBlock.BlockCoder.of(), block);
        CoderProperties.coderSerializable(ParkedBlock.BlockCoder.of());
        assertThat(CoderUtils.encodeToByteArray(ParkedBlock.BlockCoder.of(), block))
                .hasSizeLessThan(200);

        ParkedShard shard = ParkedShard.of(SHARD, "uri", 1 << 20).without(new int[] {0, 65, (1 << 20) - 1});
        for (ParkedShard each : List.of(shard, shard.withJoinedColumns("more"), ParkedShard.of(SHARD, "uri", 0))) {
            CoderProperties.coderDecodeEncodeEqual(ParkedShard.ShardCoder.of(), each);
        }
        assertThat(CoderUtils.encodeToByteArray(ParkedShard.ShardCoder.of(), shard))
                .hasSizeLessThan(132_000);
    }

    private static KeyBlock block(Random random, int width, int size) {
        KeyBlock block = new KeyBlock(width);
        for (int row = 0; row < size; row++) {
            switch (width) {
                case 1 -> block.add(row, random.nextLong());
                case 2 -> block.add(row, random.nextLong(), random.nextLong());
                default -> block.add(row, random.nextLong(), random.nextLong(), random.nextLong());
            }
        }
        return block;
    }

    private static List<String> text(KeyBlock block, int width) {
        return IntStream.range(0, block.size())
                .mapToObj(i -> block.row(i) + ":"
                        + IntStream.range(0, width)
                                .mapToObj(word -> "" + block.word(word, i))
                                .toList())
                .toList();
    }
}
