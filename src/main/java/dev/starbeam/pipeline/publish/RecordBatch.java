package dev.starbeam.pipeline.publish;

import dev.starbeam.ingest.Sources;
import dev.starbeam.pipeline.table.RangeList;
import dev.starbeam.run.RunPlan;
import dev.starbeam.run.batch.PlannedBatch;
import dev.starbeam.source.Source;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * The end of staging: when every stage is through, stores the batch's record. Out: where it is, once.
 *
 * <p>A retry stores another record of the same batch, as good as the first.
 */
public final class RecordBatch extends PTransform<PBegin, PCollection<String>> {
    private static final long serialVersionUID = 1L;

    private final transient RunPlan plan;
    private final transient Sources sources;
    private final transient Map<String, RangeList> reads;
    private final transient PublishInputs inputs;

    private RecordBatch(RunPlan plan, Sources sources, Map<String, RangeList> reads, PublishInputs inputs) {
        this.plan = plan;
        this.sources = sources;
        this.reads = reads;
        this.inputs = inputs;
    }

    public static RecordBatch of(RunPlan plan, Sources sources, Map<String, RangeList> reads, PublishInputs inputs) {
        return new RecordBatch(plan, sources, reads, inputs);
    }

    private Map<String, Source> sources() {
        Map<String, Source> all = new TreeMap<>();
        reads.keySet().forEach(name -> all.put(name, sources.of(plan.model().source(name))));
        return all;
    }

    @Override
    public PCollection<String> expand(PBegin begin) {
        PublishViews views = inputs.gather(begin, plan.publishDirectory());
        return begin.apply("When all is known", Create.of(plan.batchId()).withCoder(StringUtf8Coder.of()))
                .apply(
                        "Write record",
                        ParDo.of(new WriteRecordFn(
                                        plan.model(),
                                        PlannedBatch.of(plan).reading(Map.of()),
                                        sources(),
                                        reads,
                                        plan.publishDirectory(),
                                        views))
                                .withSideInputs(views.all()))
                .setCoder(StringUtf8Coder.of());
    }
}
