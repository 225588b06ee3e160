package dev.starbeam.star.dimension;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Selection;
import dev.starbeam.spill.ParkedFileWriter;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.spill.ShardName;
import java.io.IOException;
import java.util.stream.IntStream;

/** Parks members as a shard whose rows are in the order of their keys. */
final class ParkMembers {
    private static final int ROWS_A_BATCH = 1 << 14;

    private ParkMembers() {}

    static ParkedShard park(ColumnBatch members, ShardName name, ParkingDirectory directory) throws IOException {
        String uri = directory.newFile(name.entity());
        try (ParkedFileWriter writer = ParkedFileWriter.create(uri, members.schema())) {
            for (int first = 0; first < members.rows(); first += ROWS_A_BATCH) {
                int[] positions = IntStream.range(first, Math.min(members.rows(), first + ROWS_A_BATCH))
                        .toArray();
                writer.append(members.select(Selection.of(positions, positions.length)));
            }
        }
        return ParkedShard.of(name, uri, members.rows());
    }
}
