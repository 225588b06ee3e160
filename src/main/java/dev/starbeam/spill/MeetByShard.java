package dev.starbeam.spill;

import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Brings each shard together with the blocks that were found for it. In: blocks by {@link ShardName#text}. Out: one
 * element a shard, to be taken apart by {@link #shard} and {@link #blocks}; of a shard without blocks, too.
 */
public final class MeetByShard
        extends PTransform<PCollection<KV<String, ParkedBlock>>, PCollection<KV<String, CoGbkResult>>> {
    private static final long serialVersionUID = 1L;

    private static final TupleTag<ParkedShard> SHARDS = new TupleTag<>("shards") {};
    private static final TupleTag<ParkedBlock> BLOCKS = new TupleTag<>("blocks") {};

    private final transient PCollection<ParkedShard> shards;

    private MeetByShard(PCollection<ParkedShard> shards) {
        this.shards = shards;
    }

    public static MeetByShard of(PCollection<ParkedShard> shards) {
        return new MeetByShard(shards);
    }

    /** The shard of an element. */
    public static ParkedShard shard(KV<String, CoGbkResult> met) {
        return met.getValue().getOnly(SHARDS);
    }

    /** The blocks of an element. */
    public static List<ParkedBlock> blocks(KV<String, CoGbkResult> met) {
        return ParkedBlock.listOf(met.getValue().getAll(BLOCKS));
    }

    @Override
    public PCollection<KV<String, CoGbkResult>> expand(PCollection<KV<String, ParkedBlock>> blocks) {
        PCollection<KV<String, ParkedShard>> byName = shards.apply(
                        "Key by shard", WithKeys.of(ParkedShard::id).withKeyType(TypeDescriptors.strings()))
                .setCoder(KvCoder.of(StringUtf8Coder.of(), ParkedShard.ShardCoder.of()));
        return KeyedPCollectionTuple.of(SHARDS, byName)
                .and(BLOCKS, blocks)
                .apply("Meet by shard", CoGroupByKey.create());
    }
}
