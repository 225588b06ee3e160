package dev.starbeam.quality.statistic;

import dev.starbeam.spill.BlockReader;
import dev.starbeam.spill.OncePerWorker;
import dev.starbeam.spill.ParkedBlock;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.function.Function;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.PCollectionView;
import org.jspecify.annotations.Nullable;

/**
 * The statistics of a whole table that all who flag its rows hold, read from where they are parked; of more keys than they
 * can hold each shard has its own, {@link ShardSums}.
 */
public final class ParkedState implements Serializable {
    private static final long serialVersionUID = 1L;

    private final PCollectionView<List<ParkedBlock>> parked;

    /** @param parked what {@link MergeStates} found common to all */
    public ParkedState(PCollectionView<List<ParkedBlock>> parked) {
        this.parked = parked;
    }

    /** What to give to {@code ParDo.withSideInputs}. */
    public PCollectionView<List<ParkedBlock>> view() {
        return parked;
    }

    /** What is made of the statistics, which all threads of a worker share: it may hold something for each of many keys. */
    public <T> T made(DoFn<?, ?>.ProcessContext context, Class<T> type, Function<QualityState, T> maker)
            throws IOException {
        List<ParkedBlock> blocks = List.copyOf(context.sideInput(parked));
        // Only a file's name tells statistics of one table and run from those of another.
        return blocks.isEmpty()
                ? maker.apply(QualityState.blank())
                : OncePerWorker.get(List.of(type, blocks), type, () -> maker.apply(read(blocks)));
    }

    /** What the states make together; {@link QualityState#blank} where there are none. */
    public static QualityState read(Iterable<ParkedBlock> blocks) throws IOException {
        @Nullable QualityState merged = null;
        try (BlockReader files = new BlockReader()) {
            for (ParkedBlock block : blocks) {
                QualityState one = QualityState.fromBytes(files.bytes(block).array());
                if (merged == null) {
                    merged = one;
                } else {
                    merged.merge(one);
                }
            }
        }
        return merged == null ? QualityState.blank() : merged;
    }
}
