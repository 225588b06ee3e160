package dev.starbeam.star.key;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.hash.HashSecret;
import dev.starbeam.batch.hash.RowHash;
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
    private final List<String> naturalKey;
    private final HashSecret secret;
    private final PCollectionView<List<ParkedShard>> members;
    private transient @Nullable KeySet known;

    /**
     * @param keyColumn a bigint column without NULLs of the members
     * @param naturalKey the columns whose values tell members apart that share a key; empty for none
     * @param secret by which the values are hashed
     */
    public MemberKeys(
            String keyColumn, List<String> naturalKey, HashSecret secret, PCollectionView<List<ParkedShard>> members) {
        this.keyColumn = keyColumn;
        this.naturalKey = List.copyOf(naturalKey);
        this.secret = secret;
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
            keys = OncePerWorker.get(List.of(keyColumn, secret, shards), KeySet.class, () -> read(shards));
            known = keys;
        }
        return keys;
    }

    private KeySet read(List<ParkedShard> shards) throws IOException {
        List<long[]> keys = new ArrayList<>();
        List<long[]> checks = new ArrayList<>();
        List<String> columns = new ArrayList<>(List.of(keyColumn));
        columns.addAll(naturalKey);
        for (ParkedShard shard : shards) {
            try (ShardReader reader = ShardReader.open(shard, columns)) {
                for (ColumnBatch rows = reader.next(); rows != null; rows = reader.next()) {
                    keys.add(rows.longs(keyColumn).values());
                    if (!naturalKey.isEmpty()) {
                        checks.add(RowHash.check(NaturalKey.of(rows, naturalKey), secret));
                    }
                }
            }
        }
        return KeySet.ofAll(keys, checks, naturalKey.isEmpty() ? null : secret);
    }
}
