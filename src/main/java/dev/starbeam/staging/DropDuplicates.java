package dev.starbeam.staging;

import dev.starbeam.model.Deduplication;
import dev.starbeam.model.StagingModel;
import dev.starbeam.reject.RowCounts;
import dev.starbeam.reject.RowCountsCoder;
import dev.starbeam.spill.MeetByShard;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.ParkedShardCoder;
import dev.starbeam.spill.ParkingDirectory;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Decides which of several staged rows with one key is kept, as {@link Deduplication} declares.
 *
 * <p>In: the entity's staged shards. Out: {@link #KEPT}, the same shards with the others marked superseded; {@link
 * #ROW_COUNTS}. A 128-bit hash, a rank and a position of each row are parked in a file a shard, by partition of the keys;
 * each partition is read back alone. What travels is descriptors only, and rows stay where they are. Ties are settled by the order in which rows were read, so the outcome does not
 * depend on shards, partitions or the runner.
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
        if (model.deduplication() instanceof Deduplication.None) {
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
                        ParDo.of(new DeleteSupersededFn(model.name(), filterName()))
                                .withOutputTags(KEPT, TupleTagList.of(ROW_COUNTS)));
        marked.get(KEPT).setCoder(ParkedShardCoder.of());
        marked.get(ROW_COUNTS).setCoder(RowCountsCoder.of());
        return marked;
    }

    private String filterName() {
        return model.deduplication() instanceof Deduplication.KeepLatest ? "superseded" : "duplicate";
    }
}
