package dev.starbeam.star.fact;

import dev.starbeam.batch.BooleanColumn;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.Validity;
import dev.starbeam.spill.BlockReader;
import dev.starbeam.spill.MeetByShard;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ParkedFileWriter;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.spill.ShardReader;
import dev.starbeam.spill.key.RowNumbers;
import dev.starbeam.star.join.ParkedLookups;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.values.KV;

/** Parks which of a shard's rows are orphans of one reference as joined columns, aligned to the kept rows. */
final class ParkOrphansFn extends DoFn<KV<String, CoGbkResult>, ParkedShard> {
    private static final long serialVersionUID = 1L;

    private final String keyColumn;
    private final ParkingDirectory directory;

    ParkOrphansFn(String keyColumn, ParkingDirectory directory) {
        this.keyColumn = keyColumn;
        this.directory = directory;
    }

    @ProcessElement
    public void park(@Element KV<String, CoGbkResult> met, OutputReceiver<ParkedShard> out) throws IOException {
        ParkedShard shard = MeetByShard.shard(met);
        boolean[] orphan = orphans(shard, MeetByShard.blocks(met));
        Schema schema = Schema.of(new Field(ParkedLookups.orphanColumn(keyColumn), ColumnType.BOOLEAN));
        String uri = directory.newFile(shard.entity() + "_orphans");
        try (ShardReader reader = ShardReader.open(shard, List.of());
                ParkedFileWriter writer = ParkedFileWriter.create(uri, schema)) {
            int first = 0;
            for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                boolean[] part = Arrays.copyOfRange(orphan, first, first + batch.rows());
                writer.append(new ColumnBatch(
                        schema, part.length, List.of(new BooleanColumn(part, Validity.allValid(part.length)))));
                first += batch.rows();
            }
        }
        out.output(shard.withJoinedColumns(uri));
    }

    private static boolean[] orphans(ParkedShard shard, List<ParkedBlock> blocks) throws IOException {
        boolean[] orphan = new boolean[Math.toIntExact(shard.kept().count())];
        try (BlockReader files = new BlockReader()) {
            for (ParkedBlock block : blocks) {
                for (int row : RowNumbers.read(block, files)) {
                    orphan[row] = true;
                }
            }
        }
        return orphan;
    }
}
