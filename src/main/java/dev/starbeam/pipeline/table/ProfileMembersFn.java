package dev.starbeam.pipeline.table;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Selection;
import dev.starbeam.quality.check.TableChecks;
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

    private final TableChecks checks;
    private final ParkingDirectory directory;
    private final int partitions;

    ProfileMembersFn(TableChecks checks, ParkingDirectory directory, int partitions) {
        this.checks = checks;
        this.directory = directory;
        this.partitions = partitions;
    }

    @ProcessElement
    public void profile(@Element ParkedShard members, MultiOutputReceiver out) throws IOException {
        QualityState state = checks.emptyState();
        try (ShardReader reader = ShardReader.open(members, checks.schema().names());
                HashKeys hashes = new HashKeys(UniqueChecks.of(checks), members.name(), directory, partitions)) {
            for (ColumnBatch rows = reader.next(); rows != null; rows = reader.next()) {
                state.observe(rows, Selection.all(rows.rows()));
                hashes.add(rows);
            }
            hashes.finish().forEach(out.get(ProfileFact.KEYS)::output);
        }
        out.get(ProfileFact.STATES).output(ParkedState.park(state, members.name(), directory));
    }
}
