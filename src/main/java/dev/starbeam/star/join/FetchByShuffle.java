package dev.starbeam.star.join;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.RowGather;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.hash.HashSecret;
import dev.starbeam.batch.hash.RowHash;
import dev.starbeam.model.LookupModel;
import dev.starbeam.spill.BlockWriter;
import dev.starbeam.spill.MeetByShard;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.spill.ShardName;
import dev.starbeam.spill.ShardReader;
import dev.starbeam.spill.key.KeyPartitions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Fetches columns from an entity too large for every worker to hold. In: staged shards, the probe side. Out: the
 * same shards, each with the fetched columns and {@link ParkedLookups#matchedColumn}, aligned to its kept rows.
 *
 * <p>Key hashes and row numbers of the probe side, keys and fetched columns of the build side are parked by
 * partition of the keys; only where they are travels. The result is that of {@link LookupTable}: one row
 * of each key, whatever the partitions and the runner. A worker holds a bounded number of looked-up rows, or one
 * shard's fetched columns, at a time.
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
    private final HashSecret secret = HashSecret.draw();

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
                        "Hash probe keys",
                        ParDo.of(new HashProbeKeysFn(lookup.probeKeys(), directory, partitions, secret)))
                .setCoder(KvCoder.of(VarIntCoder.of(), ParkedBlock.BlockCoder.of()));
        PCollection<KV<Integer, ParkedBlock>> buildRows = build.apply(
                        "Park build rows", ParDo.of(new ParkBuildRowsFn(lookup, directory, partitions, secret)))
                .setCoder(KvCoder.of(VarIntCoder.of(), ParkedBlock.BlockCoder.of()));
        return KeyedPCollectionTuple.of(PROBE, probeKeys)
                .and(BUILD, buildRows)
                .apply("Meet by partition", CoGroupByKey.create())
                .apply("Join", ParDo.of(new JoinPartitionFn(lookup, directory, mostKeys, secret)))
                .setCoder(KvCoder.of(StringUtf8Coder.of(), ParkedBlock.BlockCoder.of()))
                .apply("With shards", MeetByShard.of(shards))
                .apply("Park fetched columns", ParDo.of(new ParkFetchedFn(lookup, number, directory)))
                .setCoder(ParkedShard.ShardCoder.of());
    }

    /** Parks the looked-up entity's rows by partition of their keys; rows with a NULL in their key are left out. */
    private static final class ParkBuildRowsFn extends DoFn<ParkedShard, KV<Integer, ParkedBlock>> {
        private static final long serialVersionUID = 1L;
        private static final int ROWS_AT_ONCE = 1 << 17;

        private final LookupModel lookup;
        private final ParkingDirectory directory;
        private final int partitions;
        private final HashSecret secret;

        ParkBuildRowsFn(LookupModel lookup, ParkingDirectory directory, int partitions, HashSecret secret) {
            this.lookup = lookup;
            this.secret = secret;
            this.directory = directory;
            this.partitions = partitions;
        }

        @ProcessElement
        public void park(@Element ParkedShard shard, OutputReceiver<KV<Integer, ParkedBlock>> out) throws IOException {
            try (ShardReader reader = ShardReader.open(shard, BuildRows.columns(lookup));
                    BlockWriter<Integer> file = new BlockWriter<>(directory, shard.entity() + "_build")) {
                List<ColumnBatch> held = new ArrayList<>();
                int rows = 0;
                for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                    held.add(BuildRows.of(lookup, batch));
                    rows += batch.rows();
                    if (rows >= ROWS_AT_ONCE) {
                        park(held, shard.name(), file);
                        rows = 0;
                    }
                }
                park(held, shard.name(), file);
                file.finish().forEach(out::output);
            }
        }

        /** Parks what is held, in its order, and forgets it. */
        private void park(List<ColumnBatch> held, ShardName shard, BlockWriter<Integer> file) throws IOException {
            long[][] picks = new long[partitions][16];
            int[] counts = new int[partitions];
            for (int source = 0; source < held.size(); source++) {
                ColumnBatch batch = held.get(source);
                List<Column> keys =
                        BuildRows.keys(lookup).stream().map(batch::column).toList();
                RowHash hashes = RowHash.keyed(batch, BuildRows.keys(lookup), secret);
                for (int row = 0; row < batch.rows(); row++) {
                    if (!KeyEquality.anyNull(keys, row)) {
                        int partition = KeyPartitions.partition(hashes.high()[row], partitions);
                        if (counts[partition] == picks[partition].length) {
                            picks[partition] = Arrays.copyOf(picks[partition], counts[partition] * 2);
                        }
                        picks[partition][counts[partition]++] = RowGather.pick(source, row);
                    }
                }
            }
            for (int partition = 0; partition < partitions; partition++) {
                if (counts[partition] > 0) {
                    Schema schema = held.get(0).schema();
                    file.park(partition, shard, RowGather.gather(schema, held, picks[partition], counts[partition]));
                }
            }
            held.clear();
        }
    }

    /**
     * Parks the key hashes of a shard's rows by partition, each with its row's number among the kept; rows with a NULL in
     * their key match nothing.
     */
    static final class HashProbeKeysFn extends DoFn<ParkedShard, KV<Integer, ParkedBlock>> {
        private static final long serialVersionUID = 1L;

        /** A hash. */
        static final int WIDTH = 2;

        private final List<String> keys;
        private final ParkingDirectory directory;
        private final int partitions;
        private final HashSecret secret;

        HashProbeKeysFn(List<String> keys, ParkingDirectory directory, int partitions, HashSecret secret) {
            this.keys = keys;
            this.secret = secret;
            this.directory = directory;
            this.partitions = partitions;
        }

        @ProcessElement
        public void hash(@Element ParkedShard shard, OutputReceiver<KV<Integer, ParkedBlock>> out) throws IOException {
            try (ShardReader reader = ShardReader.open(shard, keys);
                    BlockWriter<Integer> file = new BlockWriter<>(directory, shard.entity() + "_probe")) {
                KeyPartitions<Integer> parts = new KeyPartitions<>(file, p -> p, shard.name(), partitions, WIDTH);
                int first = 0;
                for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                    add(batch, first, parts);
                    first += batch.rows();
                }
                parts.flush();
                file.finish().forEach(out::output);
            }
        }

        private void add(ColumnBatch batch, int first, KeyPartitions<Integer> parts) throws IOException {
            List<Column> columns = keys.stream().map(batch::column).toList();
            RowHash hashes = RowHash.keyed(batch, keys, secret);
            for (int row = 0; row < batch.rows(); row++) {
                if (!KeyEquality.anyNull(columns, row)) {
                    long high = hashes.high()[row];
                    parts.block(high).add(first + row, high, hashes.low()[row]);
                    parts.added();
                }
            }
        }
    }
}
