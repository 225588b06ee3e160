package dev.starbeam.quality.conflict;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.hash.HashSecret;
import dev.starbeam.batch.hash.RowHash;
import dev.starbeam.quality.check.FailureCountState;
import dev.starbeam.spill.BlockWriter;
import dev.starbeam.spill.MeetByShard;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.spill.ShardName;
import dev.starbeam.spill.ShardReader;
import dev.starbeam.spill.key.KeyPartitions;
import dev.starbeam.spill.key.KeyPasses;
import dev.starbeam.spill.key.RowNumbers;
import java.io.IOException;
import java.util.List;
import java.util.function.IntPredicate;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Counts the rows that differ from another of their key and version. In: the staged shards that a table is built from,
 * superseded rows and all. Out: the counts of a shard, by the table's name. They don't depend on how rows are cut into
 * shards. Hashes are parked by partition; small descriptors travel.
 */
public final class FindConflicts
        extends PTransform<PCollection<ParkedShard>, PCollection<KV<String, FailureCountState>>> {
    private static final long serialVersionUID = 1L;

    /** Hash of key and version, and one of the content. */
    static final int WIDTH = 3;

    private static final int DEFAULT_PARTITIONS = 16;

    private final String table;
    private final List<String> checks;
    private final Choice choice;
    private final ParkingDirectory directory;
    private final int partitions;

    private FindConflicts(
            String table, List<String> checks, Choice choice, ParkingDirectory directory, int partitions) {
        this.table = table;
        this.checks = List.copyOf(checks);
        this.choice = choice;
        this.directory = directory;
        this.partitions = partitions;
    }

    /** Counts for {@code checks}, by their ids; hashes are parked in {@code directory}. */
    public static FindConflicts of(String table, List<String> checks, Choice choice, ParkingDirectory directory) {
        return new FindConflicts(table, checks, choice, directory, DEFAULT_PARTITIONS);
    }

    /** Over that many partitions of the keys: more for larger inputs and more workers. */
    public FindConflicts withPartitions(int count) {
        return new FindConflicts(table, checks, choice, directory, count);
    }

    @Override
    public PCollection<KV<String, FailureCountState>> expand(PCollection<ParkedShard> shards) {
        return shards.apply("Hash versions", ParDo.of(new HashVersionsFn(choice, directory, partitions)))
                .setCoder(KvCoder.of(VarIntCoder.of(), ParkedBlock.BlockCoder.of()))
                .apply("Meet by partition", GroupByKey.create())
                .apply("Find those that differ", ParDo.of(new FindDifferingFn(directory)))
                .setCoder(KvCoder.of(StringUtf8Coder.of(), ParkedBlock.BlockCoder.of()))
                .apply("With shards", MeetByShard.of(shards))
                .apply("Count", ParDo.of(new CountConflictsFn(table, checks, choice)))
                .setCoder(KvCoder.of(StringUtf8Coder.of(), FailureCountState.CountsCoder.of()));
    }

    /** Parks the hashes of a shard's rows and tells where those of each partition are. */
    static final class HashVersionsFn extends DoFn<ParkedShard, KV<Integer, ParkedBlock>> {
        private static final long serialVersionUID = 1L;

        private final Choice choice;
        private final ParkingDirectory directory;
        private final int partitions;
        private final HashSecret secret = HashSecret.draw();

        HashVersionsFn(Choice choice, ParkingDirectory directory, int partitions) {
            this.choice = choice;
            this.directory = directory;
            this.partitions = partitions;
        }

        @ProcessElement
        public void hash(@Element ParkedShard shard, OutputReceiver<KV<Integer, ParkedBlock>> out) throws IOException {
            try (ShardReader reader = ShardReader.open(shard.whole(), choice.columns());
                    BlockWriter<Integer> file = new BlockWriter<>(directory, shard.entity() + "_versions")) {
                KeyPartitions<Integer> parts = new KeyPartitions<>(file, p -> p, shard.name(), partitions, WIDTH);
                for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                    add(batch, reader, parts);
                }
                parts.flush();
                file.finish().forEach(out::output);
            }
        }

        private void add(ColumnBatch batch, ShardReader reader, KeyPartitions<Integer> parts) throws IOException {
            RowHash versions = RowHash.keyed(batch, choice.keyAndVersion(), secret);
            RowHash contents = RowHash.keyed(batch, choice.content(), secret);
            IntPredicate competes = choice.competing(batch);
            for (int row = 0; row < batch.rows(); row++) {
                if (competes.test(row)) {
                    long high = versions.high()[row];
                    parts.block(high).add(reader.positionInShard(row), high, versions.low()[row], contents.high()[row]);
                    parts.added();
                }
            }
        }
    }

    /** Within one partition, finds the rows of each key and version that are not all alike; tells where those are. */
    static final class FindDifferingFn extends DoFn<KV<Integer, Iterable<ParkedBlock>>, KV<String, ParkedBlock>> {
        private static final long serialVersionUID = 1L;

        private final ParkingDirectory directory;

        FindDifferingFn(ParkingDirectory directory) {
            this.directory = directory;
        }

        @ProcessElement
        public void find(
                @Element KV<Integer, Iterable<ParkedBlock>> partition, OutputReceiver<KV<String, ParkedBlock>> out)
                throws IOException {
            KeyPasses passes = KeyPasses.in(directory, WIDTH);
            DifferingKeys.Found found = new DifferingKeys.Found();
            passes.over(partition.getValue(), found);
            if (!found.any()) {
                return;
            }
            try (BlockWriter<String> file = new BlockWriter<>(directory, "conflicts")) {
                RowNumbers<String> rows = new RowNumbers<>(file, ShardName::text);
                passes.over(partition.getValue(), new DifferingKeys.Told(found, rows));
                rows.flush();
                file.finish().forEach(out::output);
            }
        }
    }
}
