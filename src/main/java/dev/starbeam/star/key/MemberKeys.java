package dev.starbeam.star.key;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.spill.OncePerWorker;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.ShardReader;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.PCollectionView;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a dimension small enough for every worker to hold: what travels is where they are parked, and each worker
 * reads them once.
 */
public final class MemberKeys implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String keyColumn;
    private final PCollectionView<List<ParkedShard>> members;
    private transient @Nullable KeySet known;

    /** @param keyColumn a bigint column without NULLs of the members */
    public MemberKeys(String keyColumn, PCollectionView<List<ParkedShard>> members) {
        this.keyColumn = keyColumn;
        this.members = members;
    }

    /** What to give to {@code ParDo.withSideInputs}. */
    public PCollectionView<List<ParkedShard>> view() {
        return members;
    }

    /** The keys, on the worker. */
    public KeySet keys(DoFn<?, ?>.ProcessContext context) throws IOException {
        KeySet keys = known;
        if (keys == null) {
            List<ParkedShard> shards = List.copyOf(context.sideInput(members));
            keys = OncePerWorker.get(List.of(keyColumn, shards), KeySet.class, () -> read(shards, keyColumn));
            known = keys;
        }
        return keys;
    }

    /** The keys in {@code keyColumn} of all shards. */
    static KeySet read(List<ParkedShard> shards, String keyColumn) throws IOException {
        List<long[]> keys = new ArrayList<>();
        for (ParkedShard shard : shards) {
            try (ShardReader reader = ShardReader.open(shard, List.of(keyColumn))) {
                for (ColumnBatch rows = reader.next(); rows != null; rows = reader.next()) {
                    keys.add(rows.longs(keyColumn).values());
                }
            }
        }
        return KeySet.ofAll(keys);
    }
}
