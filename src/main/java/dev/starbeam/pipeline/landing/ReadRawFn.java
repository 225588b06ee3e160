package dev.starbeam.pipeline.landing;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.model.Provenance;
import dev.starbeam.source.BatchReader;
import dev.starbeam.source.RangePack;
import dev.starbeam.source.RangeParts;
import dev.starbeam.source.Source;
import dev.starbeam.source.SourceRange;
import dev.starbeam.warehouse.LandingFailedException;
import dev.starbeam.warehouse.landing.LandedRow;
import dev.starbeam.warehouse.table.RawTables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a range one by one, as a landing takes them, and its trailer. Records that are no rows are kept by
 * staging.
 */
final class ReadRawFn extends DoFn<RangePack, LandedRow> {
    private static final long serialVersionUID = 1L;

    private final Source source;

    ReadRawFn(Source source) {
        this.source = source;
    }

    @ProcessElement
    public void read(@Element RangePack pack, OutputReceiver<LandedRow> out) {
        pack.ranges().forEach(range -> read(range, out));
    }

    private void read(SourceRange range, OutputReceiver<LandedRow> out) {
        try (RangeParts parts = source.read(range)) {
            for (RangeParts.Part part : parts.list()) {
                long rows = read(part, out);
                out.output(LandedRow.trailer(source.model().schema().size(), part.file(), part.firstOffset(), rows));
            }
        } catch (IOException e) {
            throw new LandingFailedException(RawTables.of(source.model()), e);
        }
    }

    private long read(RangeParts.Part part, OutputReceiver<LandedRow> out) throws IOException {
        long rows = 0;
        try (BatchReader reader = part.open(malformed -> {})) {
            for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                output(batch, part.file(), out);
                rows += batch.rows();
            }
        }
        return rows;
    }

    private void output(ColumnBatch batch, String file, OutputReceiver<LandedRow> out) {
        List<Column> columns =
                source.model().schema().names().stream().map(batch::column).toList();
        LongColumn offsets = batch.longs(Provenance.SOURCE_OFFSET);
        for (int row = 0; row < batch.rows(); row++) {
            out.output(LandedRow.of(values(columns, row), file, offsets.value(row)));
        }
    }

    private static List<@Nullable String> values(List<Column> columns, int row) {
        List<@Nullable String> values = new ArrayList<>(columns.size());
        for (Column column : columns) {
            values.add(column.isNull(row) ? null : column.display(row));
        }
        return values;
    }
}
