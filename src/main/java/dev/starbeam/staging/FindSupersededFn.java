package dev.starbeam.staging;

import dev.starbeam.spill.BlockWriter;
import dev.starbeam.spill.KeyBlock;
import dev.starbeam.spill.KeyPasses;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.spill.RowNumbers;
import dev.starbeam.spill.ShardName;
import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/**
 * Within one partition of the keys, finds the rows that do not are kept: of rows with one key all but the one of the
 * greatest rank, of equal ranks the one read first. Parks their positions and tells, by shard, where those are.
 */
final class FindSupersededFn extends DoFn<KV<Integer, Iterable<ParkedBlock>>, KV<String, ParkedBlock>> {
    private static final long serialVersionUID = 1L;

    private final ParkingDirectory directory;

    FindSupersededFn(ParkingDirectory directory) {
        this.directory = directory;
    }

    @ProcessElement
    public void find(@Element KV<Integer, Iterable<ParkedBlock>> partition, OutputReceiver<KV<String, ParkedBlock>> out)
            throws IOException {
        KeyPasses passes = KeyPasses.in(directory, HashKeysFn.WIDTH);
        try (BlockWriter<String> file = new BlockWriter<>(directory, "superseded")) {
            RowNumbers<String> superseded = new RowNumbers<>(file, ShardName::text);
            passes.over(partition.getValue(), new BestRows(superseded));
            superseded.flush();
            file.finish().forEach(out::output);
        }
    }

    /** The best row so far of each key; the others are superseded. */
    static final class BestRows implements KeyPasses.Rows {
        private final RowNumbers<String> superseded;
        private long[] ranks = new long[0];
        private int[] shards = new int[0];
        private int[] positions = new int[0];
        private int shard;

        BestRows(RowNumbers<String> superseded) {
            this.superseded = superseded;
        }

        @Override
        public void pass(int mostKeys) {
            ranks = new long[mostKeys];
            shards = new int[mostKeys];
            positions = new int[mostKeys];
        }

        @Override
        public void shard(ShardName name) {
            shard = superseded.shard(name);
        }

        @Override
        public void first(int key, KeyBlock block, int i) {
            ranks[key] = block.word(2, i);
            shards[key] = shard;
            positions[key] = block.row(i);
        }

        @Override
        public void another(int key, KeyBlock block, int i) throws IOException {
            if (block.word(2, i) > ranks[key]) {
                superseded.add(shards[key], positions[key]);
                first(key, block, i);
            } else {
                superseded.add(shard, block.row(i));
            }
        }
    }
}
