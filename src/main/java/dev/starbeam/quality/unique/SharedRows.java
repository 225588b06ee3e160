package dev.starbeam.quality.unique;

import dev.starbeam.batch.Selection;
import dev.starbeam.spill.BlockReader;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ShardName;
import dev.starbeam.spill.key.RowNumbers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.values.KV;

/** Which rows of each shard share a key with another row of the table, by check. Immutable; the rows stay parked. */
public final class SharedRows {
    private final Map<ShardName, List<KV<String, ParkedBlock>>> byShard;

    private SharedRows(Map<ShardName, List<KV<String, ParkedBlock>>> byShard) {
        this.byShard = byShard;
    }

    /** @param found what {@link FindSharedKeys} found */
    public static SharedRows of(Iterable<KV<String, ParkedBlock>> found) {
        Map<ShardName, List<KV<String, ParkedBlock>>> byShard = new HashMap<>();
        for (KV<String, ParkedBlock> block : found) {
            byShard.computeIfAbsent(block.getValue().shard(), shard -> new ArrayList<>())
                    .add(block);
        }
        return new SharedRows(byShard);
    }

    /** Reads those of one shard: one bit a row and check. */
    public OfShard read(ShardName shard) throws IOException {
        Map<String, BitSet> rows = new TreeMap<>();
        try (BlockReader files = new BlockReader()) {
            for (KV<String, ParkedBlock> block : byShard.getOrDefault(shard, List.of())) {
                BitSet ofCheck = rows.computeIfAbsent(block.getKey(), check -> new BitSet());
                for (int row : RowNumbers.read(block.getValue(), files)) {
                    ofCheck.set(row);
                }
            }
        }
        return new OfShard(rows);
    }

    /** Those of one shard, batch by batch. For one thread. */
    public static final class OfShard {
        private final Map<String, BitSet> rows;
        private int first;

        private OfShard(Map<String, BitSet> rows) {
            this.rows = rows;
        }

        /** By check id, which of the next {@code count} rows share their key with another row of the table. */
        public Map<String, Selection> next(int count) {
            Map<String, Selection> duplicates = new HashMap<>();
            int from = first;
            rows.forEach((check, shared) ->
                    duplicates.put(check, Selection.all(count).where(row -> shared.get(from + row))));
            first += count;
            return duplicates;
        }
    }
}
