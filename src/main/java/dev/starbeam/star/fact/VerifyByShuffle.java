package dev.starbeam.star.fact;

import dev.starbeam.model.FactModel;
import dev.starbeam.model.ReferenceModel;
import dev.starbeam.spill.MeetByShard;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.ParkedShardCoder;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.star.join.ParkedLookups;
import dev.starbeam.star.join.ResolvedLookups;
import java.util.Set;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Verifies one reference to a dimension too large for every worker to hold its keys. In: the fact's staged shards. Out:
 * the same shards, each with {@link ParkedLookups#orphanColumn} as a joined column, aligned to its kept rows; to be read by
 * a {@link FactAssembler#withParkedReferences}. Surrogate keys and row numbers are parked, 12 bytes a row; only where
 * they are travels.
 */
public final class VerifyByShuffle extends PTransform<PCollection<ParkedShard>, PCollection<ParkedShard>> {
    private static final long serialVersionUID = 1L;

    static final TupleTag<ParkedBlock> REFERENCES = new TupleTag<>("references") {};
    static final TupleTag<ParkedBlock> MEMBERS = new TupleTag<>("members") {};

    private static final int DEFAULT_PARTITIONS = 32;

    /** A set of so many keys takes some 64 MB. */
    private static final int MOST_KEYS = 1 << 21;

    private final FactModel fact;
    private final ReferenceModel reference;
    private final transient ResolvedLookups lookups;
    private final transient PCollection<ParkedShard> members;
    private final String memberKey;
    private final ParkingDirectory directory;
    private final int partitions;
    private final int mostKeys;

    private VerifyByShuffle(
            FactModel fact,
            ReferenceModel reference,
            ResolvedLookups lookups,
            PCollection<ParkedShard> members,
            String memberKey,
            ParkingDirectory directory,
            int partitions,
            int mostKeys) {
        this.fact = fact;
        this.reference = reference;
        this.lookups = lookups;
        this.members = members;
        this.memberKey = memberKey;
        this.directory = directory;
        this.partitions = partitions;
        this.mostKeys = mostKeys;
    }

    /**
     * Verifies {@code reference} of {@code fact}, whose lookups are resolved, against the keys in {@code memberKey} of
     * the dimension's members.
     */
    public static VerifyByShuffle of(
            FactModel fact,
            ReferenceModel reference,
            ResolvedLookups lookups,
            PCollection<ParkedShard> members,
            String memberKey,
            ParkingDirectory directory) {
        return new VerifyByShuffle(
                fact, reference, lookups, members, memberKey, directory, DEFAULT_PARTITIONS, MOST_KEYS);
    }

    /** Over that many partitions of the keys: more for larger dimensions and more workers. */
    public VerifyByShuffle withPartitions(int count) {
        return new VerifyByShuffle(fact, reference, lookups, members, memberKey, directory, count, mostKeys);
    }

    /** Holding so many members' keys of a partition at a time. */
    VerifyByShuffle withMostKeys(int count) {
        return new VerifyByShuffle(fact, reference, lookups, members, memberKey, directory, partitions, count);
    }

    @Override
    public PCollection<ParkedShard> expand(PCollection<ParkedShard> shards) {
        FactAssembler assembler =
                FactAssembler.of(fact, null).wanting(Set.of(reference.column())).withParkedLookups(lookups.parked());
        PCollection<KV<Integer, ParkedBlock>> references = shards.apply(
                        "Hash references",
                        ParDo.of(new HashReferencesFn(
                                        assembler, reference.column(), lookups.views(), directory, partitions))
                                .withSideInputs(lookups.views().all()))
                .setCoder(KvCoder.of(VarIntCoder.of(), ParkedBlock.BlockCoder.of()));
        PCollection<KV<Integer, ParkedBlock>> keys = members.apply(
                        "Partition members", ParDo.of(new PartitionMembersFn(memberKey, directory, partitions)))
                .setCoder(KvCoder.of(VarIntCoder.of(), ParkedBlock.BlockCoder.of()));
        return KeyedPCollectionTuple.of(REFERENCES, references)
                .and(MEMBERS, keys)
                .apply("Meet by partition", CoGroupByKey.create())
                .apply("Find orphans", ParDo.of(new FindOrphansFn(directory, mostKeys)))
                .setCoder(KvCoder.of(StringUtf8Coder.of(), ParkedBlock.BlockCoder.of()))
                .apply("With shards", MeetByShard.of(shards))
                .apply("Park orphans", ParDo.of(new ParkOrphansFn(reference.keyColumn(), directory)))
                .setCoder(ParkedShardCoder.of());
    }
}
