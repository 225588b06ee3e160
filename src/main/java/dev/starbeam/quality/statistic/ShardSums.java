package dev.starbeam.quality.statistic;

import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ShardName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.values.KV;

/**
 * The sums of each shard's own keys, for statistics with more keys than all who flag can hold. Immutable; the sums stay
 * parked.
 */
public final class ShardSums {
    private final Map<ShardName, List<KV<String, ParkedBlock>>> byShard = new HashMap<>();
    private final List<ParkedBlock> common;

    private ShardSums(List<ParkedBlock> common) {
        this.common = common;
    }

    /**
     * @param found what {@link MergeStates} parked for shards
     * @param common what it parked for all of them
     */
    public static ShardSums of(Iterable<KV<String, ParkedBlock>> found, List<ParkedBlock> common) {
        ShardSums sums =
                new ShardSums(common.stream().filter(TableStates::isRange).toList());
        for (KV<String, ParkedBlock> block : found) {
            sums.byShard
                    .computeIfAbsent(block.getValue().shard(), shard -> new ArrayList<>())
                    .add(block);
        }
        return sums;
    }

    /**
     * Reads the statistics that one shard has sums of its own of, with all of its keys; blank where everything is common.
     * Some ranges of such a statistic may have few enough keys to be common.
     */
    public QualityState read(ShardName shard) throws IOException {
        List<ParkedBlock> blocks = new ArrayList<>();
        Set<String> statistics = new HashSet<>();
        for (KV<String, ParkedBlock> block : byShard.getOrDefault(shard, List.of())) {
            blocks.add(block.getValue());
            statistics.add(block.getKey());
        }
        for (ParkedBlock range : common) {
            if (statistics.contains(TableStates.statistic(range))) {
                blocks.add(range);
            }
        }
        return ParkedState.read(blocks);
    }
}
