package dev.starbeam.pipeline.publish;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.model.DateDimensionModel;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.pipeline.table.DeclaredChecks;
import dev.starbeam.pipeline.table.RangeList;
import dev.starbeam.quality.check.TableChecks;
import dev.starbeam.reject.RowCounts;
import dev.starbeam.run.RowAccounts;
import dev.starbeam.run.batch.BatchRecord;
import dev.starbeam.run.batch.PlannedBatch;
import dev.starbeam.run.batch.RecordFile;
import dev.starbeam.run.load.LoadFile;
import dev.starbeam.run.load.PublishDirectory;
import dev.starbeam.source.ChangedSourceException;
import dev.starbeam.source.ReadContents;
import dev.starbeam.source.Source;
import dev.starbeam.source.SourceRange;
import dev.starbeam.star.calendar.CalendarDays;
import dev.starbeam.star.calendar.CalendarSpan;
import dev.starbeam.warehouse.parquet.ParquetBatchWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.DoFn;

/**
 * Stores the batch's record once every row is staged. Out: where it is. An attempt writes names of its own, and any
 * attempt's record will do.
 */
final class WriteRecordFn extends DoFn<String, String> {
    private static final long serialVersionUID = 1L;

    private final PipelineModel model;
    private final PlannedBatch batch;
    private final Map<String, Source> sources;
    private final Map<String, RangeList> reads;
    private final PublishDirectory directory;
    private final PublishViews views;

    /**
     * @param batch but for what it reads
     * @param sources what it reads from, by name
     * @param reads what it reads, by source
     */
    WriteRecordFn(
            PipelineModel model,
            PlannedBatch batch,
            Map<String, Source> sources,
            Map<String, RangeList> reads,
            PublishDirectory directory,
            PublishViews views) {
        this.model = model;
        this.batch = batch;
        this.sources = new TreeMap<>(sources);
        this.reads = new TreeMap<>(reads);
        this.directory = directory;
        this.views = views;
    }

    /** @throws IllegalStateException when rows are not accounted for, so that nothing can be published */
    @ProcessElement
    public void write(ProcessContext context) throws IOException {
        List<RowCounts> counts = context.sideInput(views.rowCounts());
        List<LoadFile> files = new ArrayList<>(context.sideInput(views.files()));
        RowAccounts.of(model, counts).requireBalance(files);
        CalendarSpan days = context.sideInput(views.spans()).stream().reduce(CalendarSpan.NONE, CalendarSpan::plus);
        calendarFile(days).ifPresent(files::add);
        PlannedBatch planned = planned(ReadContents.of(context.sideInput(views.sums())));
        List<BatchRecord.CheckedTable> tables = new ArrayList<>();
        for (TableChecks table : DeclaredChecks.all(model)) {
            tables.add(BatchRecord.CheckedTable.of(
                    table.table(),
                    views.statistics(table, context),
                    views.flagged(table.table(), context),
                    planned.staging()));
        }
        List<RowCounts> placed = new FaultPlaces(model, planned.ranges()).found(RowCounts.byStage(counts));
        context.output(
                RecordFile.write(new BatchRecord(planned, System.currentTimeMillis(), files, placed, tables, days)));
    }

    /** @throws ChangedSourceException when a file is not any more what was read */
    private PlannedBatch planned(ReadContents contents) throws IOException {
        Map<String, List<SourceRange>> ranges = new TreeMap<>();
        for (Map.Entry<String, RangeList> read : reads.entrySet()) {
            List<SourceRange> listed = read.getValue().ranges();
            Objects.requireNonNull(sources.get(read.getKey())).requireUnchanged(listed);
            ranges.put(read.getKey(), contents.in(listed));
        }
        return batch.reading(ranges);
    }

    private Optional<LoadFile> calendarFile(CalendarSpan days) throws IOException {
        DateDimensionModel date = model.dateDimension();
        ColumnBatch calendar = CalendarDays.of(date, days);
        if (date == null || calendar.rows() == 0) {
            return Optional.empty();
        }
        try (ParquetBatchWriter writer = directory.create(date.name(), CalendarDays.SCHEMA)) {
            writer.write(calendar);
            return Optional.of(LoadFile.of(date.name(), writer.finish()));
        }
    }
}
