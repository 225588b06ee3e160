package dev.starbeam.quality.statistic;

import dev.starbeam.spill.BlockReader;
import dev.starbeam.spill.BlockWriter;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.spill.ShardName;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.PCollectionView;

/** The statistics of a whole table for the steps that judge by them: each reads them from where they are parked. */
public final class ParkedState implements Serializable {
    private static final long serialVersionUID = 1L;

    private final PCollectionView<List<ParkedBlock>> parked;

    /** @param parked what {@link MergeStates} made */
    public ParkedState(PCollectionView<List<ParkedBlock>> parked) {
        this.parked = parked;
    }

    /** What to give to {@code ParDo.withSideInputs}. */
    public PCollectionView<List<ParkedBlock>> view() {
        return parked;
    }

    /** The statistics, read anew by each call. */
    public QualityState state(DoFn<?, ?>.ProcessContext context) throws IOException {
        return read(context.sideInput(parked));
    }

    /** Parks a state. */
    public static ParkedBlock park(QualityState state, ShardName shard, ParkingDirectory directory) throws IOException {
        try (BlockWriter<Integer> file = new BlockWriter<>(directory, shard.entity() + "_state")) {
            file.park(0, shard, ByteBuffer.wrap(state.toBytes()), 0);
            return file.finish().get(0).getValue();
        }
    }

    /** What the states make together; {@link QualityState#blank} where there are none. */
    public static QualityState read(Iterable<ParkedBlock> blocks) throws IOException {
        QualityState merged = QualityState.blank();
        try (BlockReader files = new BlockReader()) {
            for (ParkedBlock block : blocks) {
                merged.merge(QualityState.fromBytes(files.bytes(block).array()));
            }
        }
        return merged;
    }
}
