package dev.starbeam.pipeline.publish;

import dev.starbeam.pipeline.table.RejectedRowFiles;
import dev.starbeam.pipeline.table.WriteTable;
import dev.starbeam.quality.check.FailureCountState;
import dev.starbeam.quality.check.MergeFailureCountsFn;
import dev.starbeam.quality.check.TableChecks;
import dev.starbeam.quality.statistic.ParkedState;
import dev.starbeam.reject.RowCounts;
import dev.starbeam.run.LoadFile;
import dev.starbeam.star.calendar.CalendarSpan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TypeDescriptor;

/** What the stages hand to the gate while the graph is put together. */
public final class PublishInputs {
    private final List<PCollection<RowCounts>> rowCounts = new ArrayList<>();
    private final List<PCollection<LoadFile>> files = new ArrayList<>();
    private final List<PCollection<CalendarSpan>> spans = new ArrayList<>();
    private final Map<String, JudgedTable> tables = new LinkedHashMap<>();

    public void rowCounts(PCollection<RowCounts> some) {
        rowCounts.add(some);
    }

    public void spans(PCollection<CalendarSpan> some) {
        spans.add(some);
    }

    public void rejectFiles(String stage, PCollection<String> finished) {
        SerializableFunction<String, LoadFile> staged = RejectedRowFiles::staged;
        files.add(finished.apply(
                        "Rejects of " + stage,
                        MapElements.into(TypeDescriptor.of(LoadFile.class)).via(staged))
                .setCoder(LoadFile.FileCoder.of()));
    }

    public void landed(PCollection<LoadFile> some) {
        files.add(some);
    }

    public void table(TableChecks checks, ParkedState state, PCollectionTuple written) {
        files.add(written.get(WriteTable.FILES));
        rowCounts.add(written.get(WriteTable.ROW_COUNTS));
        PCollectionView<FailureCountState> failures = written.get(WriteTable.FAILURES)
                .apply(
                        "Count flags of " + checks.table(),
                        Combine.globally(new MergeFailureCountsFn()).asSingletonView());
        tables.put(checks.table(), new JudgedTable(checks, state, failures));
    }

    public List<PCollection<RowCounts>> rowCounts() {
        return rowCounts;
    }

    List<PCollection<LoadFile>> files() {
        return files;
    }

    public List<PCollection<CalendarSpan>> spans() {
        return spans;
    }

    List<JudgedTable> tables() {
        return List.copyOf(tables.values());
    }

    /** A table's checks with the figures they are judged by. */
    record JudgedTable(TableChecks checks, ParkedState state, PCollectionView<FailureCountState> failures)
            implements java.io.Serializable {}
}
