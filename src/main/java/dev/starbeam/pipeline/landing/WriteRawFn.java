package dev.starbeam.pipeline.landing;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.run.load.LoadFile;
import dev.starbeam.run.load.PublishDirectory;
import dev.starbeam.source.BatchReader;
import dev.starbeam.source.RangePack;
import dev.starbeam.source.RangeParts;
import dev.starbeam.source.Source;
import dev.starbeam.warehouse.parquet.ParquetBatchWriter;
import dev.starbeam.warehouse.table.RawTables;
import dev.starbeam.warehouse.table.TableSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.beam.sdk.transforms.DoFn;

/** Writes the rows of a range as they were read into load files, one a part, which is named after it. */
final class WriteRawFn extends DoFn<RangePack, LoadFile> {
    private static final long serialVersionUID = 1L;

    private final Source source;
    private final PublishDirectory directory;

    WriteRawFn(Source source, PublishDirectory directory) {
        this.source = source;
        this.directory = directory;
    }

    @ProcessElement
    public void write(@Element RangePack pack, OutputReceiver<LoadFile> out) throws IOException {
        try (RangeParts parts = pack.read(source)) {
            for (RangeParts.Part part : parts.list()) {
                out.output(write(part));
            }
        }
    }

    private LoadFile write(RangeParts.Part part) throws IOException {
        TableSpec table = RawTables.of(source.model());
        String place = part.file() + "@" + part.firstOffset();
        String name =
                "raw-" + source.model().name() + "-" + UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8));
        try (BatchReader reader = part.open(malformed -> {});
                ParquetBatchWriter writer = directory.create(name, table.stagedSchema())) {
            for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                writer.write(batch.project(table.stagedColumns()));
            }
            return LoadFile.of(table.qualifiedName(), writer.finish());
        }
    }
}
