package dev.starbeam.star.join;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.model.LookupModel;
import dev.starbeam.spill.ClaimDirectory;
import dev.starbeam.spill.ColumnBatchCoder;
import dev.starbeam.spill.StagedShard;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Fetches columns from an entity too large for every worker to hold. In: our staged shards. Out: the same shards, each
 * with a sidecar of the fetched columns and {@link ParkedLookups#matchedColumn}, aligned to its living rows.
 *
 * <p>Of ours only 128-bit key hashes and row numbers travel, of theirs the hashes, the fetched columns and the
 * provenance. The result is that of {@link LookupTable}: the first row read of each key, whatever the partitions and
 * the runner. A worker holds one partition of theirs, or one shard's fetched columns, at a time.
 */
public final class FetchByShuffle extends PTransform<PCollection<StagedShard>, PCollection<StagedShard>> {
    private static final long serialVersionUID = 1L;

    static final TupleTag<ProbeBlock> OURS = new TupleTag<>("ours") {};
    static final TupleTag<ColumnBatch> THEIRS = new TupleTag<>("theirs") {};
    static final TupleTag<StagedShard> SHARDS = new TupleTag<>("shards") {};
    static final TupleTag<ColumnBatch> FETCHED = new TupleTag<>("fetched") {};

    private static final int DEFAULT_PARTITIONS = 32;

    private final LookupModel lookup;
    private final int number;
    private final transient PCollection<StagedShard> theirs;
    private final ClaimDirectory directory;
    private final int partitions;

    private FetchByShuffle(
            LookupModel lookup, int number, PCollection<StagedShard> theirs, ClaimDirectory directory, int partitions) {
        this.lookup = lookup;
        this.number = number;
        this.theirs = theirs;
        this.directory = directory;
        this.partitions = partitions;
    }

    /** Fetches what {@code lookup}, the {@code number}th of its table, declares from {@code theirs}. */
    public static FetchByShuffle of(
            LookupModel lookup, int number, PCollection<StagedShard> theirs, ClaimDirectory directory) {
        return new FetchByShuffle(lookup, number, theirs, directory, DEFAULT_PARTITIONS);
    }

    /** Over that many partitions of the keys: more for larger entities and more workers. */
    public FetchByShuffle withPartitions(int count) {
        return new FetchByShuffle(lookup, number, theirs, directory, count);
    }

    @Override
    public PCollection<StagedShard> expand(PCollection<StagedShard> shards) {
        PCollection<KV<Integer, ProbeBlock>> ourKeys = shards.apply(
                        "Hash our keys", ParDo.of(new HashOurKeysFn(lookup.ourKeys(), partitions)))
                .setCoder(KvCoder.of(VarIntCoder.of(), ProbeBlockCoder.of()));
        PCollection<KV<Integer, ColumnBatch>> theirRows = theirs.apply(
                        "Hash their rows", ParDo.of(new HashTheirRowsFn(lookup, partitions)))
                .setCoder(KvCoder.of(VarIntCoder.of(), ColumnBatchCoder.of()));
        PCollection<KV<String, ColumnBatch>> fetched = KeyedPCollectionTuple.of(OURS, ourKeys)
                .and(THEIRS, theirRows)
                .apply("Meet by partition", CoGroupByKey.create())
                .apply("Join", ParDo.of(new JoinPartitionFn(lookup)))
                .setCoder(KvCoder.of(StringUtf8Coder.of(), ColumnBatchCoder.of()));
        PCollection<KV<String, StagedShard>> byId = shards.apply(
                        "Key by shard",
                        WithKeys.<String, StagedShard>of(StagedShard::id).withKeyType(TypeDescriptors.strings()))
                .setCoder(KvCoder.of(StringUtf8Coder.of(), SerializableCoder.of(StagedShard.class)));
        return KeyedPCollectionTuple.of(SHARDS, byId)
                .and(FETCHED, fetched)
                .apply("Meet by shard", CoGroupByKey.create())
                .apply("Park fetched columns", ParDo.of(new ParkFetchedFn(lookup, number, directory)))
                .setCoder(SerializableCoder.of(StagedShard.class));
    }
}
