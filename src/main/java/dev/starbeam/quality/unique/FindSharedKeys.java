package dev.starbeam.quality.unique;

import dev.starbeam.spill.BlockWriter;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.spill.ShardName;
import dev.starbeam.spill.key.KeyBlock;
import dev.starbeam.spill.key.KeyPasses;
import dev.starbeam.spill.key.RowNumbers;
import java.io.IOException;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Finds the rows that share a key with another row of a table. In: where {@link HashKeys} parked keys. Out: where the
 * numbers of those rows are parked, for {@link SharedRows#of}: one small descriptor a check, partition and shard that
 * has such rows, however many they are.
 */
public final class FindSharedKeys
        extends PTransform<PCollection<KV<String, ParkedBlock>>, PCollection<KV<String, ParkedBlock>>> {
    private static final long serialVersionUID = 1L;

    private final ParkingDirectory directory;

    private FindSharedKeys(ParkingDirectory directory) {
        this.directory = directory;
    }

    /** Parks row numbers in {@code directory}. */
    public static FindSharedKeys in(ParkingDirectory directory) {
        return new FindSharedKeys(directory);
    }

    @Override
    public PCollection<KV<String, ParkedBlock>> expand(PCollection<KV<String, ParkedBlock>> keys) {
        return keys.apply("Meet by partition", GroupByKey.create())
                .apply("Find shared", ParDo.of(new FindSharedFn(directory)))
                .setCoder(KvCoder.of(StringUtf8Coder.of(), ParkedBlock.BlockCoder.of()));
    }

    /**
     * Within one check and partition, finds the rows whose key another row has, parks their numbers and tells, by check,
     * where those are.
     */
    static final class FindSharedFn extends DoFn<KV<String, Iterable<ParkedBlock>>, KV<String, ParkedBlock>> {
        private static final long serialVersionUID = 1L;
        private static final char SEPARATOR = '#';

        private final ParkingDirectory directory;

        FindSharedFn(ParkingDirectory directory) {
            this.directory = directory;
        }

        /** By what the keys of a check and partition meet. */
        static String key(String checkId, int partition) {
            return checkId + SEPARATOR + partition;
        }

        @ProcessElement
        public void find(
                @Element KV<String, Iterable<ParkedBlock>> partition, OutputReceiver<KV<String, ParkedBlock>> out)
                throws IOException {
            String key = partition.getKey();
            String checkId = key.substring(0, key.lastIndexOf(SEPARATOR));
            try (BlockWriter<String> file = new BlockWriter<>(directory, "shared")) {
                RowNumbers<String> shared = new RowNumbers<>(file, shard -> checkId);
                KeyPasses.in(directory, HashKeys.WIDTH).over(partition.getValue(), new SharingRows(shared));
                shared.flush();
                file.finish().forEach(out::output);
            }
        }

        /** Tells the first row of a key as soon as another one comes. */
        private static final class SharingRows implements KeyPasses.Rows {
            private static final int TOLD = -1;

            private final RowNumbers<String> shared;
            private int[] shards = new int[0];
            private int[] rows = new int[0];
            private int shard;

            SharingRows(RowNumbers<String> shared) {
                this.shared = shared;
            }

            @Override
            public void pass(int mostKeys) {
                shards = new int[mostKeys];
                rows = new int[mostKeys];
            }

            @Override
            public void shard(ShardName name) {
                shard = shared.shard(name);
            }

            @Override
            public void first(int key, KeyBlock block, int i) {
                shards[key] = shard;
                rows[key] = block.row(i);
            }

            @Override
            public void another(int key, KeyBlock block, int i) throws IOException {
                if (shards[key] != TOLD) {
                    shared.add(shards[key], rows[key]);
                    shards[key] = TOLD;
                }
                shared.add(shard, block.row(i));
            }
        }
    }
}
