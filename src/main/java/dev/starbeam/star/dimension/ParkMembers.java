package dev.starbeam.star.dimension;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Selection;
import dev.starbeam.spill.ClaimDirectory;
import dev.starbeam.spill.ClaimWriter;
import dev.starbeam.spill.ShardName;
import dev.starbeam.spill.StagedShard;
import java.io.IOException;
import java.util.stream.IntStream;

/** Parks members as a shard whose rows are in the order of their keys. */
final class ParkMembers {
    private static final int ROWS_A_BATCH = 1 << 14;

    private ParkMembers() {}

    static StagedShard park(ColumnBatch members, ShardName name, ClaimDirectory directory) throws IOException {
        String uri = directory.newFile(name.entity());
        try (ClaimWriter writer = ClaimWriter.create(uri, members.schema())) {
            for (int first = 0; first < members.rows(); first += ROWS_A_BATCH) {
                int[] positions = IntStream.range(first, Math.min(members.rows(), first + ROWS_A_BATCH))
                        .toArray();
                writer.append(members.select(Selection.of(positions, positions.length)));
            }
        }
        return StagedShard.of(name, uri, members.rows());
    }
}
