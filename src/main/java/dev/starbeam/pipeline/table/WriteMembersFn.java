package dev.starbeam.pipeline.table;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.model.DimensionModel;
import dev.starbeam.quality.check.ExternalFlags;
import dev.starbeam.quality.check.TableChecks;
import dev.starbeam.quality.unique.SharedRows;
import dev.starbeam.run.load.LoadFile;
import dev.starbeam.run.load.PublishDirectory;
import dev.starbeam.run.load.TableWriter;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.ShardReader;
import dev.starbeam.warehouse.table.StarTables;
import java.io.IOException;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Pass B over a dimension: flags and writes a shard of members; the file is named after its partition. */
final class WriteMembersFn extends DoFn<ParkedShard, LoadFile> {
    private static final long serialVersionUID = 1L;

    private final DimensionModel dimension;
    private final FlagInputs flags;
    private final PublishDirectory directory;

    WriteMembersFn(DimensionModel dimension, FlagInputs flags, PublishDirectory directory) {
        this.dimension = dimension;
        this.flags = flags;
        this.directory = directory;
    }

    @ProcessElement
    public void write(ProcessContext context) throws IOException {
        ParkedShard shard = context.element();
        if (shard.rows() == 0) {
            return;
        }
        TableChecks checks = flags.checks();
        SharedRows.OfShard duplicates = flags.shared(context, shard.name());
        try (ShardReader reader = ShardReader.open(shard, checks.schema().names());
                TableWriter table = TableWriter.create(
                        StarTables.dimension(dimension),
                        checks,
                        flags.flagger(context, shard.name()),
                        directory,
                        Long.toHexString(shard.firstOffset()))) {
            for (ColumnBatch members = reader.next(); members != null; members = reader.next()) {
                table.write(members, new ExternalFlags(Map.of(), duplicates.next(members.rows())));
            }
            table.finish().forEach(context::output);
            context.output(BatchParts.FLAGS, KV.of(dimension.name(), table.failures()));
        }
    }
}
