package dev.starbeam.staging;

import dev.starbeam.model.Deduplication;
import dev.starbeam.model.StagingModel;
import dev.starbeam.reject.RowCounts;
import dev.starbeam.spill.BlockReader;
import dev.starbeam.spill.BlockWriter;
import dev.starbeam.spill.MeetByShard;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.spill.ShardName;
import dev.starbeam.spill.key.KeyBlock;
import dev.starbeam.spill.key.KeyPasses;
import dev.starbeam.spill.key.RowNumbers;
import java.io.IOException;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Decides which of several staged rows with one key is kept, as {@link Deduplication} declares.
 *
 * <p>In: the entity's staged shards. Out: {@link #KEPT}, the same shards with the others marked superseded; {@link
 * #ROW_COUNTS}. Key hash, rank and position of each row are parked by partition of the keys, in one file a shard.
 * Each partition is read back alone. Only descriptors travel; rows stay where they are. Of equals the
 * row read last is kept, so the outcome does not depend on shards, partitions or the runner.
 */
public final class DropDuplicates extends PTransform<PCollection<ParkedShard>, PCollectionTuple> {
    private static final long serialVersionUID = 1L;

    /** The shards, with the duplicates marked superseded. */
    public static final TupleTag<ParkedShard> KEPT = new TupleTag<>("kept") {};

    /** How many rows were left out. */
    public static final TupleTag<RowCounts> ROW_COUNTS = new TupleTag<>("row_counts") {};

    private static final int DEFAULT_PARTITIONS = 16;

    private final StagingModel model;
    private final ParkingDirectory directory;
    private final int partitions;

    private DropDuplicates(StagingModel model, ParkingDirectory directory, int partitions) {
        this.model = model;
        this.directory = directory;
        this.partitions = partitions;
    }

    /** As {@code model}, which must declare some deduplication, says; keys are parked in {@code directory}. */
    public static DropDuplicates of(StagingModel model, ParkingDirectory directory) {
        if (!model.deduplication().isDeclared()) {
            throw new IllegalArgumentException(model.name() + " declares no deduplication");
        }
        return new DropDuplicates(model, directory, DEFAULT_PARTITIONS);
    }

    /** Over that many partitions of the keys: more for larger inputs and more workers. */
    public DropDuplicates withPartitions(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("keys need at least 1 partition, not " + count);
        }
        return new DropDuplicates(model, directory, count);
    }

    @Override
    public PCollectionTuple expand(PCollection<ParkedShard> shards) {
        PCollectionTuple marked = shards.apply("Hash keys", ParDo.of(new HashKeysFn(model, directory, partitions)))
                .setCoder(KvCoder.of(VarIntCoder.of(), ParkedBlock.BlockCoder.of()))
                .apply("Meet by partition", GroupByKey.create())
                .apply("Find superseded", ParDo.of(new FindSupersededFn(directory)))
                .setCoder(KvCoder.of(StringUtf8Coder.of(), ParkedBlock.BlockCoder.of()))
                .apply("With shards", MeetByShard.of(shards))
                .apply(
                        "Delete superseded",
                        ParDo.of(new DeleteSupersededFn(
                                        model.name(), model.deduplication().filterName()))
                                .withOutputTags(KEPT, TupleTagList.of(ROW_COUNTS)));
        marked.get(KEPT).setCoder(ParkedShard.ShardCoder.of());
        marked.get(ROW_COUNTS).setCoder(RowCounts.CountsCoder.of());
        return marked;
    }

    /** Takes the superseded rows out of a shard and counts them. */
    private static final class DeleteSupersededFn extends DoFn<KV<String, CoGbkResult>, ParkedShard> {
        private static final long serialVersionUID = 1L;

        private final String entity;
        private final String filter;

        DeleteSupersededFn(String entity, String filter) {
            this.entity = entity;
            this.filter = filter;
        }

        @ProcessElement
        public void delete(@Element KV<String, CoGbkResult> met, MultiOutputReceiver out) throws IOException {
            ParkedShard shard = MeetByShard.shard(met);
            ParkedShard kept = shard;
            long lost = 0;
            try (BlockReader files = new BlockReader()) {
                for (ParkedBlock superseded : MeetByShard.blocks(met)) {
                    kept = kept.without(RowNumbers.read(superseded, files));
                    lost += superseded.rows();
                }
            }
            out.get(DropDuplicates.KEPT).output(kept);
            out.get(DropDuplicates.ROW_COUNTS)
                    .output(RowCounts.filtering(
                            entity + ".deduplicate",
                            shard.kept().count(),
                            kept.kept().count(),
                            filter,
                            lost));
        }
    }

    /**
     * Within one partition of the keys, finds the superseded rows. Of rows with one key the one of the greatest rank is
     * kept, of equal ranks the one read last. Parks their positions and tells, by shard, where those are.
     */
    static final class FindSupersededFn extends DoFn<KV<Integer, Iterable<ParkedBlock>>, KV<String, ParkedBlock>> {
        private static final long serialVersionUID = 1L;

        private final ParkingDirectory directory;

        FindSupersededFn(ParkingDirectory directory) {
            this.directory = directory;
        }

        @ProcessElement
        public void find(
                @Element KV<Integer, Iterable<ParkedBlock>> partition, OutputReceiver<KV<String, ParkedBlock>> out)
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
                if (block.word(2, i) >= ranks[key]) {
                    superseded.add(shards[key], positions[key]);
                    first(key, block, i);
                } else {
                    superseded.add(shard, block.row(i));
                }
            }
        }
    }
}
