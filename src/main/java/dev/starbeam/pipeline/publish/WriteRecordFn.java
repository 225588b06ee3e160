package dev.starbeam.pipeline.publish;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.model.DateDimensionModel;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.pipeline.publish.PublishInputs.JudgedTable;
import dev.starbeam.quality.statistic.QualityState;
import dev.starbeam.reject.RowCounts;
import dev.starbeam.run.LoadFile;
import dev.starbeam.run.PublishDirectory;
import dev.starbeam.run.RowAccounts;
import dev.starbeam.run.batch.BatchRecord;
import dev.starbeam.run.batch.PlannedBatch;
import dev.starbeam.run.batch.RecordFile;
import dev.starbeam.star.calendar.CalendarDays;
import dev.starbeam.star.calendar.CalendarSpan;
import dev.starbeam.warehouse.parquet.ParquetBatchWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Stores the batch's record once every row is staged. Out: where it is. An attempt writes names of its own, and any
 * attempt's record will do.
 */
final class WriteRecordFn extends DoFn<String, String> {
    private static final long serialVersionUID = 1L;

    private final PipelineModel model;
    private final PlannedBatch planned;
    private final PublishDirectory directory;
    private final Views views;

    WriteRecordFn(PipelineModel model, PlannedBatch planned, PublishDirectory directory, Views views) {
        this.model = model;
        this.planned = planned;
        this.directory = directory;
        this.views = views;
    }

    /** What the stages hand over. */
    record Views(
            PCollectionView<List<RowCounts>> counts,
            PCollectionView<List<LoadFile>> files,
            PCollectionView<List<CalendarSpan>> spans,
            List<JudgedTable> tables)
            implements java.io.Serializable {
        /** What to give to {@code ParDo.withSideInputs}. */
        List<PCollectionView<?>> all() {
            List<PCollectionView<?>> all = new ArrayList<>(List.of(counts, files, spans));
            tables.forEach(table -> {
                all.add(table.state().view());
                all.add(table.failures());
            });
            return all;
        }
    }

    /** @throws IllegalStateException when rows are not accounted for, so that nothing can be published */
    @ProcessElement
    public void write(ProcessContext context) throws IOException {
        List<RowCounts> counts = context.sideInput(views.counts());
        List<LoadFile> files = new ArrayList<>(context.sideInput(views.files()));
        RowAccounts.of(model, counts).requireBalance(files);
        CalendarSpan days = context.sideInput(views.spans()).stream().reduce(CalendarSpan.NONE, CalendarSpan::plus);
        calendarFile(days).ifPresent(files::add);
        List<BatchRecord.CheckedTable> tables = new ArrayList<>();
        for (JudgedTable table : views.tables()) {
            QualityState state = table.checks().emptyState();
            state.merge(table.state().state(context));
            tables.add(BatchRecord.CheckedTable.of(
                    table.checks().table(), state, context.sideInput(table.failures()), planned.staging()));
        }
        context.output(
                RecordFile.write(new BatchRecord(planned, System.currentTimeMillis(), files, counts, tables, days)));
    }

    private Optional<LoadFile> calendarFile(CalendarSpan days) throws IOException {
        DateDimensionModel date = model.dateDimension();
        Optional<CalendarSpan.Range> range = date == null ? Optional.empty() : days.range(date);
        if (date == null || range.isEmpty()) {
            return Optional.empty();
        }
        ColumnBatch calendar =
                CalendarDays.of(date, range.get().first(), range.get().last());
        try (ParquetBatchWriter writer = directory.create(date.name(), CalendarDays.SCHEMA)) {
            writer.write(calendar);
            return Optional.of(LoadFile.of(date.name(), writer.finish()));
        }
    }
}
