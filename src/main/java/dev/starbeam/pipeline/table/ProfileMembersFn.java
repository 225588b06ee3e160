package dev.starbeam.pipeline.table;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.hash.HashSecret;
import dev.starbeam.quality.statistic.ShardStates;
import dev.starbeam.quality.unique.HashKeys;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.spill.ShardReader;
import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Pass A over a dimension: parks its checks' statistics of a shard of members. */
final class ProfileMembersFn extends DoFn<ParkedShard, KV<String, ParkedBlock>> {
    private static final long serialVersionUID = 1L;
    private final HashSecret secret = HashSecret.draw();

    private final TablePlan table;
    private final ParkingDirectory directory;
    private final ProfileTable.Spread spread;

    ProfileMembersFn(TablePlan table, ParkingDirectory directory, ProfileTable.Spread spread) {
        this.table = table;
        this.directory = directory;
        this.spread = spread;
    }

    @ProcessElement
    public void profile(@Element ParkedShard members, MultiOutputReceiver out) throws IOException {
        try (ShardReader reader =
                        ShardReader.open(members, table.checks().schema().names());
                ShardStates states =
                        new ShardStates(table.checks().emptyState(), members.name(), directory, spread.sums());
                HashKeys hashes = new HashKeys(table.unique(), members.name(), directory, spread.keys(), secret)) {
            for (ColumnBatch rows = reader.next(); rows != null; rows = reader.next()) {
                states.observe(rows);
                hashes.add(rows);
            }
            hashes.finish().forEach(out.get(ProfileTable.KEYS)::output);
            states.finish().forEach(out.get(ProfileTable.PARTS)::output);
        }
    }
}
