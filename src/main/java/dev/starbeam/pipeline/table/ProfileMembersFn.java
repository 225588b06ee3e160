package dev.starbeam.pipeline.table;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Selection;
import dev.starbeam.quality.statistic.ParkedState;
import dev.starbeam.quality.statistic.QualityState;
import dev.starbeam.quality.unique.HashKeys;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.spill.ShardReader;
import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;

/** Pass A over a dimension: parks one state of its checks' statistics a shard of members. */
final class ProfileMembersFn extends DoFn<ParkedShard, ParkedBlock> {
    private static final long serialVersionUID = 1L;

    private final TablePlan table;
    private final ParkingDirectory directory;
    private final int partitions;

    ProfileMembersFn(TablePlan table, ParkingDirectory directory, int partitions) {
        this.table = table;
        this.directory = directory;
        this.partitions = partitions;
    }

    @ProcessElement
    public void profile(@Element ParkedShard members, MultiOutputReceiver out) throws IOException {
        QualityState state = table.checks().emptyState();
        try (ShardReader reader =
                        ShardReader.open(members, table.checks().schema().names());
                HashKeys hashes = new HashKeys(table.unique(), members.name(), directory, partitions)) {
            for (ColumnBatch rows = reader.next(); rows != null; rows = reader.next()) {
                state.observe(rows, Selection.all(rows.rows()));
                hashes.add(rows);
            }
            hashes.finish().forEach(out.get(ProfileTable.KEYS)::output);
        }
        out.get(ProfileTable.PARTS).output(ParkedState.park(state, members.name(), directory));
    }
}
