package dev.starbeam.pipeline.landing;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.ingest.csv.CsvShardReader;
import dev.starbeam.ingest.file.ShardPack;
import dev.starbeam.ingest.file.SourceShard;
import dev.starbeam.model.Provenance;
import dev.starbeam.model.SourceModel;
import dev.starbeam.warehouse.LandedRow;
import dev.starbeam.warehouse.LandingFailedException;
import dev.starbeam.warehouse.table.RawTables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a pack's shards one by one, as SnowflakeIO takes them, and the trailer of each. Records that are no rows are kept by
 * staging.
 */
final class ReadRawFn extends DoFn<ShardPack, LandedRow> {
    private static final long serialVersionUID = 1L;

    private final SourceModel source;

    ReadRawFn(SourceModel source) {
        this.source = source;
    }

    @ProcessElement
    public void read(@Element ShardPack pack, OutputReceiver<LandedRow> out) {
        pack.shards().forEach(shard -> read(shard, out));
    }

    private void read(SourceShard shard, OutputReceiver<LandedRow> out) {
        long rows = 0;
        try (CsvShardReader reader = CsvShardReader.open(source, shard, malformed -> {})) {
            for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                output(batch, shard, out);
                rows += batch.rows();
            }
        } catch (IOException e) {
            throw new LandingFailedException(RawTables.of(source), e);
        }
        out.output(LandedRow.trailer(source.schema().size(), shard.file(), shard.start(), rows));
    }

    private void output(ColumnBatch batch, SourceShard shard, OutputReceiver<LandedRow> out) {
        List<TextColumn> columns =
                source.schema().names().stream().map(batch::text).toList();
        LongColumn offsets = batch.longs(Provenance.SOURCE_OFFSET);
        for (int row = 0; row < batch.rows(); row++) {
            out.output(LandedRow.of(values(columns, row), shard.file(), offsets.value(row)));
        }
    }

    private static List<@Nullable String> values(List<TextColumn> columns, int row) {
        List<@Nullable String> values = new ArrayList<>(columns.size());
        for (TextColumn column : columns) {
            values.add(column.isNull(row) ? null : column.string(row));
        }
        return values;
    }
}
