package dev.starbeam.star.fact;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.model.FactModel;
import dev.starbeam.model.ReferenceModel;
import dev.starbeam.spill.ClaimDirectory;
import dev.starbeam.spill.StagedShard;
import dev.starbeam.star.join.ParkedLookups;
import dev.starbeam.star.join.ResolvedLookups;
import dev.starbeam.star.key.LongArrayCoder;
import java.util.Set;
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
 * Verifies one reference to a dimension too large for every worker to hold its keys. In: the fact's staged shards. Out:
 * the same shards, each with a sidecar of {@link ParkedLookups#orphanColumn}, aligned to its living rows; to be read by
 * a {@link FactAssembler#withParkedReferences}. Only surrogate keys and row numbers travel, 12 bytes a row.
 */
public final class VerifyByShuffle extends PTransform<PCollection<StagedShard>, PCollection<StagedShard>> {
    private static final long serialVersionUID = 1L;

    static final TupleTag<ReferenceBlock> BLOCKS = new TupleTag<>("blocks") {};
    static final TupleTag<long[]> MEMBERS = new TupleTag<>("members") {};
    static final TupleTag<StagedShard> SHARDS = new TupleTag<>("shards") {};
    static final TupleTag<long[]> ORPHANS = new TupleTag<>("orphans") {};

    private static final int DEFAULT_PARTITIONS = 32;

    private final FactModel fact;
    private final ReferenceModel reference;
    private final transient ResolvedLookups lookups;
    private final transient PCollection<ColumnBatch> members;
    private final String memberKey;
    private final ClaimDirectory directory;
    private final int partitions;

    private VerifyByShuffle(
            FactModel fact,
            ReferenceModel reference,
            ResolvedLookups lookups,
            PCollection<ColumnBatch> members,
            String memberKey,
            ClaimDirectory directory,
            int partitions) {
        this.fact = fact;
        this.reference = reference;
        this.lookups = lookups;
        this.members = members;
        this.memberKey = memberKey;
        this.directory = directory;
        this.partitions = partitions;
    }

    /**
     * Verifies {@code reference} of {@code fact}, whose lookups are resolved, against the keys in {@code memberKey} of
     * the dimension's members.
     */
    public static VerifyByShuffle of(
            FactModel fact,
            ReferenceModel reference,
            ResolvedLookups lookups,
            PCollection<ColumnBatch> members,
            String memberKey,
            ClaimDirectory directory) {
        return new VerifyByShuffle(fact, reference, lookups, members, memberKey, directory, DEFAULT_PARTITIONS);
    }

    /** Over that many partitions of the keys: more for larger dimensions and more workers. */
    public VerifyByShuffle withPartitions(int count) {
        return new VerifyByShuffle(fact, reference, lookups, members, memberKey, directory, count);
    }

    @Override
    public PCollection<StagedShard> expand(PCollection<StagedShard> shards) {
        FactAssembler assembler =
                FactAssembler.of(fact, null).wanting(Set.of(reference.column())).withParkedLookups(lookups.parked());
        PCollection<KV<Integer, ReferenceBlock>> blocks = shards.apply(
                        "Hash references",
                        ParDo.of(new HashReferencesFn(assembler, reference.column(), lookups.views(), partitions))
                                .withSideInputs(lookups.views().all()))
                .setCoder(KvCoder.of(VarIntCoder.of(), ReferenceBlockCoder.of()));
        PCollection<KV<Integer, long[]>> keys = members.apply(
                        "Partition members", ParDo.of(new PartitionMembersFn(memberKey, partitions)))
                .setCoder(KvCoder.of(VarIntCoder.of(), LongArrayCoder.of()));
        PCollection<KV<String, long[]>> orphans = KeyedPCollectionTuple.of(BLOCKS, blocks)
                .and(MEMBERS, keys)
                .apply("Meet by partition", CoGroupByKey.create())
                .apply("Find orphans", ParDo.of(new FindOrphansFn()))
                .setCoder(KvCoder.of(StringUtf8Coder.of(), LongArrayCoder.of()));
        PCollection<KV<String, StagedShard>> byId = shards.apply(
                        "Key by shard",
                        WithKeys.<String, StagedShard>of(StagedShard::id).withKeyType(TypeDescriptors.strings()))
                .setCoder(KvCoder.of(StringUtf8Coder.of(), SerializableCoder.of(StagedShard.class)));
        return KeyedPCollectionTuple.of(SHARDS, byId)
                .and(ORPHANS, orphans)
                .apply("Meet by shard", CoGroupByKey.create())
                .apply("Park orphans", ParDo.of(new ParkOrphansFn(reference.keyColumn(), directory)))
                .setCoder(SerializableCoder.of(StagedShard.class));
    }
}
