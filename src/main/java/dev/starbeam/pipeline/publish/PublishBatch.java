package dev.starbeam.pipeline.publish;

import dev.starbeam.reject.RowCounts;
import dev.starbeam.reject.RowCountsCoder;
import dev.starbeam.run.LoadFile;
import dev.starbeam.run.PublishDirectory;
import dev.starbeam.run.RunPlan;
import dev.starbeam.star.calendar.CalendarSpan;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * The end of the graph: when every stage is through, judges the checks, publishes or doesn't, builds the marts and writes
 * the summary. Out: the outcome's word.
 *
 * <p>Runs once; a retry finds the batch in the ledger and changes nothing.
 */
public final class PublishBatch extends PTransform<PBegin, PCollection<String>> {
    private static final long serialVersionUID = 1L;

    private final RunPlan plan;
    private final transient PublishInputs inputs;

    private PublishBatch(RunPlan plan, PublishInputs inputs) {
        this.plan = plan;
        this.inputs = inputs;
    }

    public static PublishBatch of(RunPlan plan, PublishInputs inputs) {
        return new PublishBatch(plan, inputs);
    }

    @Override
    public PCollection<String> expand(PBegin begin) {
        PCollectionView<List<RowCounts>> rowCounts = all(begin, "row counts", inputs.rowCounts(), RowCountsCoder.of());
        PCollectionView<List<LoadFile>> files = files(begin);
        PCollectionView<List<CalendarSpan>> spans =
                all(begin, "days", inputs.spans(), SerializableCoder.of(CalendarSpan.class));
        List<PCollectionView<?>> views = new ArrayList<>(List.of(rowCounts, files, spans));
        inputs.tables().forEach(table -> {
            views.add(table.state().view());
            views.add(table.failures());
        });
        return begin.apply("When all is known", Create.of(plan.batchId()).withCoder(StringUtf8Coder.of()))
                .apply(
                        "Judge and publish",
                        ParDo.of(new PublishFn(plan, rowCounts, files, spans, inputs.tables()))
                                .withSideInputs(views))
                .setCoder(StringUtf8Coder.of());
    }

    private PCollectionView<List<LoadFile>> files(PBegin begin) {
        PCollection<LoadFile> files = joined(begin, "files", inputs.files(), LoadFile.FileCoder.of());
        PublishDirectory directory = plan.publishDirectory();
        return (directory.format().mostBytes() == 0 ? files : files.apply("Join small", JoinFiles.in(directory)))
                .apply("All files", View.asList());
    }

    private static <T> PCollectionView<List<T>> all(
            PBegin begin, String what, List<PCollection<T>> parts, Coder<T> coder) {
        return joined(begin, what, parts, coder).apply("All " + what, View.asList());
    }

    private static <T> PCollection<T> joined(PBegin begin, String what, List<PCollection<T>> parts, Coder<T> coder) {
        PCollectionList<T> list = parts.isEmpty()
                ? PCollectionList.of(begin.apply("No " + what, Create.empty(coder)))
                : PCollectionList.of(parts);
        return list.apply("Join " + what, Flatten.pCollections()).setCoder(coder);
    }
}
