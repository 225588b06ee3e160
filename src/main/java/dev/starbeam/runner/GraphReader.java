package dev.starbeam.runner;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline.PipelineVisitor;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.runners.TransformHierarchy.Node;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.Impulse;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Redistribute;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.util.construction.SplittableParDo.PrimitiveBoundedRead;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PValue;

/** Turns a graph into steps, each after all that feed it. */
final class GraphReader extends PipelineVisitor.Defaults {
    private final Execution execution;
    private final PipelineOptions options;
    private final SideInputs sideInputs = new SideInputs();
    private final List<Step> steps = new ArrayList<>();
    private final Map<PValue, Outlet> outlets = new HashMap<>();

    GraphReader(Execution execution, PipelineOptions options) {
        this.execution = execution;
        this.options = options;
    }

    List<Step> steps() {
        return steps;
    }

    /** Spreading work over machines is nothing to do here, and a Combine need not keep what it combines. */
    @Override
    public CompositeBehavior enterCompositeTransform(Node node) {
        PTransform<?, ?> transform = node.getTransform();
        if (transform instanceof Reshuffle
                || transform instanceof Reshuffle.ViaRandomKey
                || transform instanceof Redistribute.RedistributeArbitrarily
                || transform instanceof Redistribute.RedistributeByKey) {
            add(node, new PassStep(node.getFullName(), output(node)));
            return CompositeBehavior.DO_NOT_ENTER_TRANSFORM;
        }
        if (transform instanceof Combine.PerKey<?, ?, ?> combine
                && combine.getFn() instanceof CombineFn<?, ?, ?> fn
                && combine.getSideInputs().isEmpty()) {
            add(node, combine(node, fn));
            return CompositeBehavior.DO_NOT_ENTER_TRANSFORM;
        }
        return CompositeBehavior.ENTER_TRANSFORM;
    }

    @Override
    public void visitPrimitiveTransform(Node node) {
        Limits.requireBatch(node);
        add(node, step(node));
    }

    /** What is deprecated here is so for the authors of pipelines, not for runners. */
    @SuppressWarnings("deprecation")
    private Step step(Node node) {
        PTransform<?, ?> transform = node.getTransform();
        String name = node.getFullName();
        if (transform instanceof ParDo.MultiOutput<?, ?> parDo) {
            return new FnSteps(execution, options, sideInputs, this::outlet)
                    .of(node.toAppliedPTransform(getPipeline()), node, parDo);
        } else if (transform instanceof GroupByKey) {
            return new GroupStep<>(name, keys(node), output(node));
        } else if (transform instanceof View.CreatePCollectionView<?, ?> view) {
            return new ViewStep(name, view.getView(), input(node).getCoder(), sideInputs);
        } else if (transform instanceof PrimitiveBoundedRead<?> read) {
            return SourceStep.read(name, output(node), read.getSource(), options);
        } else if (transform instanceof Impulse) {
            return SourceStep.impulse(name, output(node));
        } else if (transform instanceof Flatten.PCollections || isGlobal(transform)) {
            return new PassStep(name, output(node));
        }
        throw Limits.refusal(name, "is a " + transform.getClass().getSimpleName());
    }

    private static boolean isGlobal(PTransform<?, ?> transform) {
        return transform instanceof Window.Assign<?> window && window.getWindowFn() instanceof GlobalWindows;
    }

    private <InputT, AccumT, OutputT> Step combine(Node node, CombineFn<InputT, AccumT, OutputT> fn) {
        return new CombineStep<>(node.getFullName(), keys(node), fn, execution.threadCount(), output(node));
    }

    /** Side inputs feed no elements; a step waits for their views instead. */
    private void add(Node node, Step step) {
        Collection<? extends PValue> aside =
                node.getTransform().getAdditionalInputs().values();
        for (PCollection<?> input : node.getInputs().values()) {
            if (!aside.contains(input)) {
                outlet(input).addConsumer(step);
                step.isFedByOneMore();
            }
        }
        node.getOutputs().values().forEach(output -> step.feeds(outlet(output)));
        steps.add(step);
    }

    private Outlet outlet(PValue collection) {
        return outlets.computeIfAbsent(collection, missing -> new Outlet(execution));
    }

    private Outlet output(Node node) {
        return outlet(node.getOutputs().values().iterator().next());
    }

    private static PCollection<?> input(Node node) {
        return node.getInputs().values().iterator().next();
    }

    private static Coder<?> keys(Node node) {
        return ((KvCoder<?, ?>) input(node).getCoder()).getKeyCoder();
    }
}
