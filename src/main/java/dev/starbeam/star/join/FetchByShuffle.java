package dev.starbeam.star.join;

import dev.starbeam.model.LookupModel;
import dev.starbeam.spill.MeetByShard;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.ParkedShardCoder;
import dev.starbeam.spill.ParkingDirectory;
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
 * Fetches columns from an entity too large for every worker to hold. In: staged shards, the probe side. Out: the same shards, each
 * with the fetched columns and {@link ParkedLookups#matchedColumn}, aligned to its kept rows.
 *
 * <p>Key hashes and row numbers of the probe side, keys and fetched columns of the build side are parked by partition
 * of the keys; only where they are travels. The result is that of {@link LookupTable}: the first row read of each key,
 * whatever the partitions and the runner. A worker holds a bounded number of looked-up rows, or one shard's fetched
 * columns, at a time.
 */
public final class FetchByShuffle extends PTransform<PCollection<ParkedShard>, PCollection<ParkedShard>> {
    private static final long serialVersionUID = 1L;

    static final TupleTag<ParkedBlock> PROBE = new TupleTag<>("probe") {};
    static final TupleTag<ParkedBlock> BUILD = new TupleTag<>("build") {};

    private static final int DEFAULT_PARTITIONS = 32;

    /** With fetched columns of a usual width, some 100 MB. */
    private static final int MOST_KEYS = 1 << 19;

    private final LookupModel lookup;
    private final int number;
    private final transient PCollection<ParkedShard> build;
    private final ParkingDirectory directory;
    private final int partitions;
    private final int mostKeys;

    private FetchByShuffle(
            LookupModel lookup,
            int number,
            PCollection<ParkedShard> build,
            ParkingDirectory directory,
            int partitions,
            int mostKeys) {
        this.lookup = lookup;
        this.number = number;
        this.build = build;
        this.directory = directory;
        this.partitions = partitions;
        this.mostKeys = mostKeys;
    }

    /** Fetches what {@code lookup}, the {@code number}th of its table, declares from {@code build}. */
    public static FetchByShuffle of(
            LookupModel lookup, int number, PCollection<ParkedShard> build, ParkingDirectory directory) {
        return new FetchByShuffle(lookup, number, build, directory, DEFAULT_PARTITIONS, MOST_KEYS);
    }

    /** Over that many partitions of the keys: more for larger entities and more workers. */
    public FetchByShuffle withPartitions(int count) {
        return new FetchByShuffle(lookup, number, build, directory, count, mostKeys);
    }

    /** Holding so many looked-up rows of a partition at a time. */
    FetchByShuffle withMostKeys(int count) {
        return new FetchByShuffle(lookup, number, build, directory, partitions, count);
    }

    @Override
    public PCollection<ParkedShard> expand(PCollection<ParkedShard> shards) {
        PCollection<KV<Integer, ParkedBlock>> probeKeys = shards.apply(
                        "Hash probe keys", ParDo.of(new HashProbeKeysFn(lookup.probeKeys(), directory, partitions)))
                .setCoder(KvCoder.of(VarIntCoder.of(), ParkedBlock.BlockCoder.of()));
        PCollection<KV<Integer, ParkedBlock>> buildRows = build.apply(
                        "Park build rows", ParDo.of(new ParkBuildRowsFn(lookup, directory, partitions)))
                .setCoder(KvCoder.of(VarIntCoder.of(), ParkedBlock.BlockCoder.of()));
        return KeyedPCollectionTuple.of(PROBE, probeKeys)
                .and(BUILD, buildRows)
                .apply("Meet by partition", CoGroupByKey.create())
                .apply("Join", ParDo.of(new JoinPartitionFn(lookup, directory, mostKeys)))
                .setCoder(KvCoder.of(StringUtf8Coder.of(), ParkedBlock.BlockCoder.of()))
                .apply("With shards", MeetByShard.of(shards))
                .apply("Park fetched columns", ParDo.of(new ParkFetchedFn(lookup, number, directory)))
                .setCoder(ParkedShardCoder.of());
    }
}
