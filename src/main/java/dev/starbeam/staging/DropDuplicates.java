package dev.starbeam.staging;

import dev.starbeam.model.Deduplication;
import dev.starbeam.model.StagingModel;
import dev.starbeam.reject.RowTally;
import dev.starbeam.spill.StagedShard;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Decides which of several staged rows with one key lives on, as {@link Deduplication} declares.
 *
 * <p>In: the entity's staged shards. Out: {@link #LIVING}, the same shards with the others marked dead; {@link
 * #TALLIES}. What is shuffled is a 128-bit hash, a rank and a position for each row, in blocks of one per shard and
 * partition; rows stay where they are. Ties are settled by the order in which rows were read, so the outcome does not
 * depend on shards, partitions or the runner.
 */
public final class DropDuplicates extends PTransform<PCollection<StagedShard>, PCollectionTuple> {
    private static final long serialVersionUID = 1L;

    /** The shards, with the duplicates marked dead. */
    public static final TupleTag<StagedShard> LIVING = new TupleTag<>("living") {};

    /** How many rows were left out. */
    public static final TupleTag<RowTally> TALLIES = new TupleTag<>("tallies") {};

    static final TupleTag<StagedShard> SHARDS = new TupleTag<>("shards") {};
    static final TupleTag<Positions> LOSERS = new TupleTag<>("losers") {};

    private static final int DEFAULT_PARTITIONS = 16;

    private final StagingModel model;
    private final int partitions;

    private DropDuplicates(StagingModel model, int partitions) {
        this.model = model;
        this.partitions = partitions;
    }

    /** As {@code model} declares; it must declare some deduplication. */
    public static DropDuplicates of(StagingModel model) {
        if (model.deduplication() instanceof Deduplication.None) {
            throw new IllegalArgumentException(model.name() + " declares no deduplication");
        }
        return new DropDuplicates(model, DEFAULT_PARTITIONS);
    }

    /** Over that many partitions of the keys: more for larger inputs and more workers. */
    public DropDuplicates withPartitions(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("keys need at least 1 partition, not " + count);
        }
        return new DropDuplicates(model, count);
    }

    @Override
    public PCollectionTuple expand(PCollection<StagedShard> shards) {
        PCollection<KV<String, Positions>> losers = shards.apply(
                        "Hash keys", ParDo.of(new HashKeysFn(model, partitions)))
                .setCoder(KvCoder.of(VarIntCoder.of(), KeyBlockCoder.of()))
                .apply("Meet by partition", GroupByKey.create())
                .apply("Find losers", ParDo.of(new FindLosersFn()))
                .setCoder(KvCoder.of(StringUtf8Coder.of(), SerializableCoder.of(Positions.class)));
        PCollection<KV<String, StagedShard>> byId = shards.apply(
                        "Key by shard",
                        WithKeys.<String, StagedShard>of(StagedShard::id).withKeyType(TypeDescriptors.strings()))
                .setCoder(KvCoder.of(StringUtf8Coder.of(), SerializableCoder.of(StagedShard.class)));
        PCollection<KV<String, CoGbkResult>> met = KeyedPCollectionTuple.of(SHARDS, byId)
                .and(LOSERS, losers)
                .apply("Meet by shard", CoGroupByKey.create());
        PCollectionTuple marked = met.apply(
                "Mark dead",
                ParDo.of(new MarkDeadFn(model.name(), filterName())).withOutputTags(LIVING, TupleTagList.of(TALLIES)));
        marked.get(LIVING).setCoder(SerializableCoder.of(StagedShard.class));
        marked.get(TALLIES).setCoder(SerializableCoder.of(RowTally.class));
        return marked;
    }

    private String filterName() {
        return model.deduplication() instanceof Deduplication.KeepLatest ? "superseded" : "duplicate";
    }
}
