package dev.starbeam.pipeline.publish;

import dev.starbeam.reject.RowCounts;
import dev.starbeam.run.LoadFile;
import dev.starbeam.run.PublishDirectory;
import dev.starbeam.run.RunPlan;
import dev.starbeam.run.batch.PlannedBatch;
import dev.starbeam.star.calendar.CalendarSpan;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
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
 * The end of staging: when every stage is through, stores the batch's record. Out: where it is, once.
 *
 * <p>A retry stores another record of the same batch, as good as the first.
 */
public final class RecordBatch extends PTransform<PBegin, PCollection<String>> {
    private static final long serialVersionUID = 1L;

    private final RunPlan plan;
    private final transient PublishInputs inputs;

    private RecordBatch(RunPlan plan, PublishInputs inputs) {
        this.plan = plan;
        this.inputs = inputs;
    }

    public static RecordBatch of(RunPlan plan, PublishInputs inputs) {
        return new RecordBatch(plan, inputs);
    }

    @Override
    public PCollection<String> expand(PBegin begin) {
        WriteRecordFn.Views views = new WriteRecordFn.Views(
                all(begin, "counts", inputs.rowCounts(), RowCounts.CountsCoder.of()),
                files(begin),
                all(begin, "days", inputs.spans(), CalendarSpan.SpanCoder.of()),
                inputs.tables());
        return begin.apply("When all is known", Create.of(plan.batchId()).withCoder(StringUtf8Coder.of()))
                .apply(
                        "Write record",
                        ParDo.of(new WriteRecordFn(plan.model(), PlannedBatch.of(plan), plan.publishDirectory(), views))
                                .withSideInputs(views.all()))
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
