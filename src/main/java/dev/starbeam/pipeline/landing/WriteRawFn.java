package dev.starbeam.pipeline.landing;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.ingest.csv.PackReader;
import dev.starbeam.ingest.file.ShardPack;
import dev.starbeam.model.SourceModel;
import dev.starbeam.run.LoadFile;
import dev.starbeam.run.PublishDirectory;
import dev.starbeam.warehouse.parquet.ParquetBatchWriter;
import dev.starbeam.warehouse.table.RawTables;
import dev.starbeam.warehouse.table.TableSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.beam.sdk.transforms.DoFn;

/** Writes the rows of a pack as they are into a Parquet file to be published; its name begins as the first shard's. */
final class WriteRawFn extends DoFn<ShardPack, LoadFile> {
    private static final long serialVersionUID = 1L;

    private final SourceModel source;
    private final PublishDirectory directory;

    WriteRawFn(SourceModel source, PublishDirectory directory) {
        this.source = source;
        this.directory = directory;
    }

    @ProcessElement
    public void write(@Element ShardPack pack, OutputReceiver<LoadFile> out) throws IOException {
        TableSpec table = RawTables.of(source);
        String place = pack.first().file() + "@" + pack.first().start();
        String name = "raw-" + source.name() + "-" + UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8));
        try (PackReader reader = PackReader.open(source, pack, malformed -> {});
                ParquetBatchWriter writer = directory.create(name, table.stagedSchema())) {
            for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                writer.write(batch.project(table.stagedColumns()));
            }
            out.output(LoadFile.of(table.qualifiedName(), writer.finish()));
        }
    }
}
