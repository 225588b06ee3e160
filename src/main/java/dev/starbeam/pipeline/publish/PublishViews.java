package dev.starbeam.pipeline.publish;

import dev.starbeam.quality.check.FailureCountState;
import dev.starbeam.quality.check.TableChecks;
import dev.starbeam.quality.statistic.SavedStatistics;
import dev.starbeam.quality.statistic.TableStates;
import dev.starbeam.reject.RowCounts;
import dev.starbeam.run.load.LoadFile;
import dev.starbeam.source.ContentSum;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.star.calendar.CalendarSpan;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;

/** Everything that the stages have found out and written. */
record PublishViews(
        PCollectionView<List<RowCounts>> rowCounts,
        PCollectionView<List<LoadFile>> files,
        PCollectionView<List<CalendarSpan>> spans,
        PCollectionView<List<ParkedBlock>> states,
        PCollectionView<List<KV<String, FailureCountState>>> flags,
        PCollectionView<List<List<ContentSum>>> sums)
        implements Serializable {
    /** What to give to {@code ParDo.withSideInputs}. */
    List<PCollectionView<?>> all() {
        return List.of(rowCounts, files, spans, states, flags, sums);
    }

    /** The statistics of a whole table. */
    SavedStatistics statistics(TableChecks table, DoFn<?, ?>.ProcessContext context) throws IOException {
        return TableStates.of(
                table.emptyState(),
                context.sideInput(states).stream()
                        .filter(parked -> parked.shard().entity().equals(table.table()))
                        .toList());
    }

    /** What the checks of a table have flagged. */
    FailureCountState flagged(String table, DoFn<?, ?>.ProcessContext context) {
        FailureCountState flagged = new FailureCountState();
        context.sideInput(flags).stream()
                .filter(some -> some.getKey().equals(table))
                .forEach(some -> flagged.merge(some.getValue()));
        return flagged;
    }
}
