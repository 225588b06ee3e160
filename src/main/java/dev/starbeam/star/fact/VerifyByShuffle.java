package dev.starbeam.star.fact;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.hash.HashSecret;
import dev.starbeam.batch.hash.RowHash;
import dev.starbeam.model.FactModel;
import dev.starbeam.model.ReferenceModel;
import dev.starbeam.spill.BlockWriter;
import dev.starbeam.spill.MeetByShard;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.spill.ShardReader;
import dev.starbeam.spill.key.KeyPartitions;
import dev.starbeam.star.join.LookupTable;
import dev.starbeam.star.join.LookupViews;
import dev.starbeam.star.join.ParkedLookups;
import dev.starbeam.star.join.ResolvedLookups;
import dev.starbeam.star.key.NaturalKey;
import dev.starbeam.star.key.SurrogateKeys;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.jspecify.annotations.Nullable;

/**
 * Verifies one reference to a dimension too large for every worker to hold its keys. In: the fact's staged shards. Out:
 * the same shards, each with {@link ParkedLookups#orphanColumn} as a joined column, aligned to its kept rows; to be read by
 * a {@link FactAssembler#withParkedReferences}. Surrogate keys, checks of the natural keys and row
 * numbers are parked, 20 bytes a row; only where they are travels.
 */
public final class VerifyByShuffle extends PTransform<PCollection<ParkedShard>, PCollection<ParkedShard>> {
    private static final long serialVersionUID = 1L;

    static final TupleTag<ParkedBlock> REFERENCES = new TupleTag<>("references") {};
    static final TupleTag<ParkedBlock> MEMBERS = new TupleTag<>("members") {};

    /** A key and its check. */
    static final int WIDTH = 2;

    private static final int DEFAULT_PARTITIONS = 32;

    /** A set of so many keys takes some 64 MB. */
    private static final int MOST_KEYS = 1 << 21;

    private final FactModel fact;
    private final ReferenceModel reference;
    private final transient ResolvedLookups lookups;
    private final transient Members members;
    private final HashSecret secret;
    private final ParkingDirectory directory;
    private final int partitions;
    private final int mostKeys;

    private VerifyByShuffle(
            FactModel fact,
            ReferenceModel reference,
            ResolvedLookups lookups,
            Members members,
            HashSecret secret,
            ParkingDirectory directory,
            int partitions,
            int mostKeys) {
        this.fact = fact;
        this.reference = reference;
        this.lookups = lookups;
        this.members = members;
        this.secret = secret;
        this.directory = directory;
        this.partitions = partitions;
        this.mostKeys = mostKeys;
    }

    /**
     * Verifies {@code reference} of {@code fact}, whose lookups are resolved, against the dimension's members.
     */
    public static VerifyByShuffle of(
            FactModel fact,
            ReferenceModel reference,
            ResolvedLookups lookups,
            Members members,
            ParkingDirectory directory,
            HashSecret secret) {
        return new VerifyByShuffle(fact, reference, lookups, members, secret, directory, DEFAULT_PARTITIONS, MOST_KEYS);
    }

    /** Over that many partitions of the keys: more for larger dimensions and more workers. */
    public VerifyByShuffle withPartitions(int count) {
        return new VerifyByShuffle(fact, reference, lookups, members, secret, directory, count, mostKeys);
    }

    /** Holding so many members' keys of a partition at a time. */
    VerifyByShuffle withMostKeys(int count) {
        return new VerifyByShuffle(fact, reference, lookups, members, secret, directory, partitions, count);
    }

    @Override
    public PCollection<ParkedShard> expand(PCollection<ParkedShard> shards) {
        FactAssembler assembler = FactAssembler.of(fact, null)
                .wanting(Set.copyOf(reference.columns()))
                .withParkedLookups(lookups.parked());
        PCollection<KV<Integer, ParkedBlock>> references = shards.apply(
                        "Hash references",
                        ParDo.of(new HashReferencesFn(
                                        assembler,
                                        reference.columns(),
                                        SurrogateKeys.seed(reference.dimension()),
                                        members.naturalKey().isEmpty() ? null : secret,
                                        lookups.views(),
                                        directory,
                                        partitions))
                                .withSideInputs(lookups.views().all()))
                .setCoder(KvCoder.of(VarIntCoder.of(), ParkedBlock.BlockCoder.of()));
        PCollection<KV<Integer, ParkedBlock>> keys = members.shards()
                .apply(
                        "Partition members",
                        ParDo.of(new PartitionMembersFn(
                                members.keyColumn(), members.naturalKey(), secret, directory, partitions)))
                .setCoder(KvCoder.of(VarIntCoder.of(), ParkedBlock.BlockCoder.of()));
        return KeyedPCollectionTuple.of(REFERENCES, references)
                .and(MEMBERS, keys)
                .apply("Meet by partition", CoGroupByKey.create())
                .apply("Find orphans", ParDo.of(new FindOrphansFn(directory, mostKeys)))
                .setCoder(KvCoder.of(StringUtf8Coder.of(), ParkedBlock.BlockCoder.of()))
                .apply("With shards", MeetByShard.of(shards))
                .apply("Park orphans", ParDo.of(new ParkOrphansFn(reference.keyColumn(), directory)))
                .setCoder(ParkedShard.ShardCoder.of());
    }

    /** Parks the surrogate keys that a shard's rows refer to, by partition; NULL refers to no one. */
    private static final class HashReferencesFn extends DoFn<ParkedShard, KV<Integer, ParkedBlock>> {
        private static final long serialVersionUID = 1L;

        private final FactAssembler assembler;
        private final List<String> naturalKey;
        private final long seed;
        private final @Nullable HashSecret secret;
        private final LookupViews lookups;
        private final ParkingDirectory directory;
        private final int partitions;

        HashReferencesFn(
                FactAssembler assembler,
                List<String> naturalKey,
                long seed,
                @Nullable HashSecret secret,
                LookupViews lookups,
                ParkingDirectory directory,
                int partitions) {
            this.assembler = assembler;
            this.naturalKey = naturalKey;
            this.seed = seed;
            this.secret = secret;
            this.lookups = lookups;
            this.directory = directory;
            this.partitions = partitions;
        }

        @ProcessElement
        public void hash(ProcessContext context) throws IOException {
            ParkedShard shard = context.element();
            Map<Integer, LookupTable> tables = lookups.tables(context, assembler.requiredTables());
            try (ShardReader reader = ShardReader.open(shard, assembler.requiredColumns());
                    BlockWriter<Integer> file = new BlockWriter<>(directory, shard.entity() + "_references")) {
                KeyPartitions<Integer> parts = new KeyPartitions<>(file, p -> p, shard.name(), partitions, WIDTH);
                int first = 0;
                for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                    add(assembler.naturalKey(naturalKey, batch, tables), first, parts);
                    first += batch.rows();
                }
                parts.flush();
                file.finish().forEach(context::output);
            }
        }

        private void add(Column naturalKeys, int first, KeyPartitions<Integer> parts) throws IOException {
            long[] keys = SurrogateKeys.of(naturalKeys, seed);
            long[] checks = checks(naturalKeys, secret);
            for (int row = 0; row < keys.length; row++) {
                if (keys[row] != SurrogateKeys.UNKNOWN) {
                    parts.block(keys[row]).add(first + row, keys[row], checks[row]);
                    parts.added();
                }
            }
        }
    }

    private static long[] checks(Column naturalKeys, @Nullable HashSecret secret) {
        return secret == null ? new long[naturalKeys.size()] : RowHash.check(naturalKeys, secret);
    }

    /** Parks the surrogate keys of a dimension's members by partition, each with its row in the shard of members. */
    private static final class PartitionMembersFn extends DoFn<ParkedShard, KV<Integer, ParkedBlock>> {
        private static final long serialVersionUID = 1L;

        private final String keyColumn;
        private final List<String> naturalKey;
        private final @Nullable HashSecret secret;
        private final ParkingDirectory directory;
        private final int partitions;

        PartitionMembersFn(
                String keyColumn,
                List<String> naturalKey,
                HashSecret secret,
                ParkingDirectory directory,
                int partitions) {
            this.keyColumn = keyColumn;
            this.naturalKey = naturalKey.isEmpty() ? List.of(keyColumn) : List.copyOf(naturalKey);
            this.secret = naturalKey.isEmpty() ? null : secret;
            this.directory = directory;
            this.partitions = partitions;
        }

        @ProcessElement
        public void partition(@Element ParkedShard members, OutputReceiver<KV<Integer, ParkedBlock>> out)
                throws IOException {
            List<String> columns = new ArrayList<>(List.of(keyColumn));
            columns.addAll(naturalKey);
            try (ShardReader reader = ShardReader.open(members, columns);
                    BlockWriter<Integer> file = new BlockWriter<>(directory, members.entity() + "_members")) {
                KeyPartitions<Integer> parts = new KeyPartitions<>(file, p -> p, members.name(), partitions, WIDTH);
                for (ColumnBatch rows = reader.next(); rows != null; rows = reader.next()) {
                    long[] keys = rows.longs(keyColumn).values();
                    long[] checks = checks(NaturalKey.of(rows, naturalKey), secret);
                    for (int row = 0; row < keys.length; row++) {
                        parts.block(keys[row]).add(reader.positionInShard(row), keys[row], checks[row]);
                        parts.added();
                    }
                }
                parts.flush();
                file.finish().forEach(out::output);
            }
        }
    }
}
