package dev.starbeam.pipeline.publish;

import dev.starbeam.pipeline.table.BatchParts;
import dev.starbeam.reject.RowCounts;
import dev.starbeam.run.load.LoadFile;
import dev.starbeam.run.load.PublishDirectory;
import dev.starbeam.run.load.RejectedRowFiles;
import dev.starbeam.source.ContentSum;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.star.calendar.CalendarSpan;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TypeDescriptor;

/** What the stages hand to the gate while the graph is put together. */
public final class PublishInputs {
    private final List<PCollectionTuple> parts = new ArrayList<>();

    /** Takes what a step has, but for rows. */
    public void add(PCollectionTuple some) {
        parts.add(some);
    }

    public void landed(PCollection<LoadFile> some) {
        parts.add(PCollectionTuple.of(BatchParts.FILES, some));
    }

    /** Brings everything together for one step that follows all others; files are joined in {@code directory}. */
    PublishViews gather(PBegin begin, PublishDirectory directory) {
        List<PCollection<RowCounts>> rowCounts = new ArrayList<>(all(BatchParts.ROW_COUNTS));
        rowCounts.addAll(all(BatchParts.MORE_ROW_COUNTS));
        return new PublishViews(
                view(begin, "row counts", rowCounts, RowCounts.CountsCoder.of()),
                files(begin, directory),
                view(begin, "days", all(BatchParts.SPANS), CalendarSpan.SpanCoder.of()),
                view(begin, "statistics", all(BatchParts.STATES), ParkedBlock.BlockCoder.of()),
                view(begin, "flags", all(BatchParts.FLAGS), BatchParts.FLAGS_CODER),
                view(begin, "sums", all(BatchParts.SUMS), ContentSum.SumsCoder.of()));
    }

    private <T> List<PCollection<T>> all(TupleTag<T> tag) {
        return parts.stream()
                .filter(some -> some.has(tag))
                .map(some -> some.get(tag))
                .toList();
    }

    private PCollectionView<List<LoadFile>> files(PBegin begin, PublishDirectory directory) {
        SerializableFunction<String, LoadFile> staged = RejectedRowFiles::staged;
        List<PCollection<LoadFile>> written = new ArrayList<>(all(BatchParts.FILES));
        written.add(joined(begin, "rejects", all(BatchParts.REJECT_FILES), StringUtf8Coder.of())
                .apply(
                        "Rejected rows",
                        MapElements.into(TypeDescriptor.of(LoadFile.class)).via(staged))
                .setCoder(LoadFile.FileCoder.of()));
        PCollection<LoadFile> files = joined(begin, "files", written, LoadFile.FileCoder.of());
        return (directory.format().mostBytes() == 0 ? files : files.apply("Join small", JoinFiles.in(directory)))
                .apply("All files", View.asList());
    }

    private static <T> PCollectionView<List<T>> view(
            PBegin begin, String what, List<PCollection<T>> parts, Coder<T> coder) {
        return joined(begin, what, parts, coder).apply("All " + what, View.asList());
    }

    private static <T> PCollection<T> joined(PBegin begin, String what, List<PCollection<T>> parts, Coder<T> coder) {
        if (parts.isEmpty()) {
            return begin.apply("No " + what, Create.empty(coder));
        }
        return parts.size() == 1
                ? parts.get(0)
                : PCollectionList.of(parts)
                        .apply("Join " + what, Flatten.pCollections())
                        .setCoder(coder);
    }
}
