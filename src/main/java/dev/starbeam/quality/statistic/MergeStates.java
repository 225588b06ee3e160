package dev.starbeam.quality.statistic;

import dev.starbeam.spill.BlockWriter;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.spill.ShardName;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Merges the statistics of a table's shards. In: what {@link ShardStates} parked. Out: where merged ones are parked, nothing
 * where there were none.
 *
 * <pre>
 *   MERGED     all of the table, for {@link TableStates}: one block without keys, and one a range of keys
 *   COMMON     for {@link ParkedState}: what is held by all who flag; of keys only so many as fit
 *   OF_SHARDS  for {@link ShardSums}: of further keys the sums, for each shard those of its own keys
 * </pre>
 *
 * With one range there is only {@link #MERGED}, one block that is common to all.
 */
public final class MergeStates extends PTransform<PCollection<KV<String, ParkedBlock>>, PCollectionTuple> {
    private static final long serialVersionUID = 1L;

    public static final TupleTag<ParkedBlock> MERGED = new TupleTag<>("merged") {};
    public static final TupleTag<ParkedBlock> COMMON = new TupleTag<>("common") {};
    public static final TupleTag<KV<String, ParkedBlock>> OF_SHARDS = new TupleTag<>("ofShards") {};

    static final String WITHOUT_KEYS = "";

    private static final char SEPARATOR = '#';
    private static final int COMMON_KEYS = 1 << 19;
    private static final int KEYS_AT_ONCE = 1 << 19;

    private final String table;
    private final ParkingDirectory directory;
    private final Bounds bounds;

    private MergeStates(String table, ParkingDirectory directory, Bounds bounds) {
        this.table = table;
        this.directory = directory;
        this.bounds = bounds;
    }

    /**
     * How keys are spread, and how many are held.
     *
     * @param ranges over how many ranges of hashes
     * @param commonKeys how many keys of one statistic are held by all who flag
     * @param keysAtOnce how many keys of a range are merged at a time
     */
    record Bounds(int ranges, int commonKeys, int keysAtOnce) implements Serializable {}

    /**
     * Parks the merged statistics of {@code table} in {@code directory}.
     *
     * @param ranges over how many ranges the shards have spread keys
     */
    public static MergeStates of(String table, ParkingDirectory directory, int ranges) {
        return within(new Bounds(ranges, COMMON_KEYS, KEYS_AT_ONCE), table, directory);
    }

    static MergeStates within(Bounds bounds, String table, ParkingDirectory directory) {
        return new MergeStates(table, directory, bounds);
    }

    /** By what a range of the keys of one statistic meets; statistics are numbered as they are saved. */
    static String key(int statistic, int range) {
        return Integer.toString(statistic) + SEPARATOR + range;
    }

    @Override
    public PCollectionTuple expand(PCollection<KV<String, ParkedBlock>> states) {
        TupleTagList others = bounds.ranges() == 1
                ? TupleTagList.empty()
                : TupleTagList.of(COMMON).and(OF_SHARDS);
        PCollectionTuple merged = states.apply("Meet", GroupByKey.create())
                .apply("Merge", ParDo.of(new MergeFn(table, directory, bounds)).withOutputTags(MERGED, others));
        merged.get(MERGED).setCoder(ParkedBlock.BlockCoder.of());
        if (bounds.ranges() > 1) {
            merged.get(COMMON).setCoder(ParkedBlock.BlockCoder.of());
            merged.get(OF_SHARDS).setCoder(KvCoder.of(StringUtf8Coder.of(), ParkedBlock.BlockCoder.of()));
        }
        return merged;
    }

    private static final class MergeFn extends DoFn<KV<String, Iterable<ParkedBlock>>, ParkedBlock> {
        private static final long serialVersionUID = 1L;

        private final String table;
        private final ParkingDirectory directory;
        private final Bounds bounds;

        MergeFn(String table, ParkingDirectory directory, Bounds bounds) {
            this.table = table;
            this.directory = directory;
            this.bounds = bounds;
        }

        @ProcessElement
        public void merge(@Element KV<String, Iterable<ParkedBlock>> states, MultiOutputReceiver out)
                throws IOException {
            String key = states.getKey();
            if (key.equals(WITHOUT_KEYS)) {
                mergeWithoutKeys(states.getValue(), out);
                return;
            }
            int separator = key.indexOf(SEPARATOR);
            int range = Integer.parseInt(key.substring(separator + 1));
            try (RangeMerge merge = new RangeMerge(table, key.substring(0, separator), bounds, directory)) {
                merge.merge(range, states.getValue());
                merge.finish(out);
            }
        }

        private void mergeWithoutKeys(Iterable<ParkedBlock> states, MultiOutputReceiver out) throws IOException {
            ByteBuffer saved = ByteBuffer.wrap(ParkedState.read(states).toBytes());
            try (BlockWriter<String> file = new BlockWriter<>(directory, table + "_state")) {
                file.park(WITHOUT_KEYS, new ShardName(table, WITHOUT_KEYS, 0), saved, 0);
                ParkedBlock parked = file.finish().get(0).getValue();
                out.get(MERGED).output(parked);
                if (bounds.ranges() > 1) {
                    out.get(COMMON).output(parked);
                }
            }
        }
    }
}
