package dev.starbeam.star.fact;

import dev.starbeam.batch.BooleanColumn;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.Validity;
import dev.starbeam.spill.BlockReader;
import dev.starbeam.spill.ClaimDirectory;
import dev.starbeam.spill.ClaimReader;
import dev.starbeam.spill.ClaimWriter;
import dev.starbeam.spill.MeetByShard;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.RowNumbers;
import dev.starbeam.spill.StagedShard;
import dev.starbeam.star.join.ParkedLookups;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.values.KV;

/** Parks which of a shard's rows are orphans of one reference in a sidecar, aligned to the living rows. */
final class ParkOrphansFn extends DoFn<KV<String, CoGbkResult>, StagedShard> {
    private static final long serialVersionUID = 1L;

    private final String keyColumn;
    private final ClaimDirectory directory;

    ParkOrphansFn(String keyColumn, ClaimDirectory directory) {
        this.keyColumn = keyColumn;
        this.directory = directory;
    }

    @ProcessElement
    public void park(@Element KV<String, CoGbkResult> met, OutputReceiver<StagedShard> out) throws IOException {
        StagedShard shard = MeetByShard.shard(met);
        boolean[] orphan = orphans(shard, MeetByShard.blocks(met));
        Schema schema = Schema.of(new Field(ParkedLookups.orphanColumn(keyColumn), ColumnType.BOOLEAN));
        String uri = directory.newFile(shard.entity() + "_orphans");
        try (ClaimReader reader = ClaimReader.open(shard, List.of());
                ClaimWriter writer = ClaimWriter.create(uri, schema)) {
            int first = 0;
            for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                boolean[] part = Arrays.copyOfRange(orphan, first, first + batch.rows());
                writer.append(new ColumnBatch(
                        schema, part.length, List.of(new BooleanColumn(part, Validity.allValid(part.length)))));
                first += batch.rows();
            }
        }
        out.output(shard.withSidecar(uri));
    }

    private static boolean[] orphans(StagedShard shard, List<ParkedBlock> blocks) throws IOException {
        boolean[] orphan = new boolean[Math.toIntExact(shard.live().count())];
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
