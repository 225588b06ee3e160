package dev.starbeam.pipeline.publish;

import dev.starbeam.run.RunPlan;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

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
        PublishViews views = inputs.gather(begin, plan.publishDirectory());
        return begin.apply("When all is known", Create.of(plan.batchId()).withCoder(StringUtf8Coder.of()))
                .apply("Judge and publish", ParDo.of(new PublishFn(plan, views)).withSideInputs(views.all()))
                .setCoder(StringUtf8Coder.of());
    }
}
