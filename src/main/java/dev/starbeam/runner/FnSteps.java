package dev.starbeam.runner;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.beam.runners.core.DoFnRunner;
import org.apache.beam.runners.core.DoFnRunners;
import org.apache.beam.runners.core.SideInputReader;
import org.apache.beam.runners.core.StateInternals;
import org.apache.beam.runners.core.StepContext;
import org.apache.beam.runners.core.TimerInternals;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.metrics.MetricsContainer;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.runners.AppliedPTransform;
import org.apache.beam.sdk.runners.TransformHierarchy.Node;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.DoFnSchemaInformation;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.util.SerializableUtils;
import org.apache.beam.sdk.util.WindowedValueMultiReceiver;
import org.apache.beam.sdk.util.construction.ParDoTranslation;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowingStrategy;

/** Makes the steps that run DoFns. */
final class FnSteps {
    private final Execution execution;
    private final PipelineOptions options;
    private final SideInputs sideInputs;
    private final Function<PValue, Outlet> outlets;

    FnSteps(Execution execution, PipelineOptions options, SideInputs sideInputs, Function<PValue, Outlet> outlets) {
        this.execution = execution;
        this.options = options;
        this.sideInputs = sideInputs;
        this.outlets = outlets;
    }

    @SuppressWarnings("unchecked")
    Step of(AppliedPTransform<?, ?, ?> applied, Node node, ParDo.MultiOutput<?, ?> parDo) {
        Limits.requireStateless(node.getFullName(), parDo.getFn());
        ParDo.MultiOutput<Object, Object> any = (ParDo.MultiOutput<Object, Object>) parDo;
        Collection<PCollectionView<?>> views = parDo.getSideInputs().values();
        MetricsContainer metrics = execution.metrics().getContainer(node.getFullName());
        Runners runners = runners(applied, node, any);
        byte[] packed = SerializableUtils.serializeToByteArray(any.getFn());
        return new ParDoStep(
                node.getFullName(),
                () -> attempting(
                        receiver(node),
                        to -> new OnceFnCopy(copy(packed, node), fn -> runners.of(fn, to), metrics, options)),
                views,
                sideInputs,
                execution.threadCount());
    }

    private FnCopy attempting(WindowedValueMultiReceiver target, Function<WindowedValueMultiReceiver, FnCopy> copies) {
        BundleAttempts attempts = options.as(LocalRunnerOptions.class).getBundleAttempts();
        return attempts == BundleAttempts.ONCE
                ? copies.apply(target)
                : new AttemptedFnCopy(attempts == BundleAttempts.TWICE_AT_ONCE, copies, target);
    }

    @SuppressWarnings("unchecked")
    private static DoFn<Object, Object> copy(byte[] packed, Node node) {
        return (DoFn<Object, Object>) SerializableUtils.deserializeFromByteArray(packed, node.getFullName());
    }

    private Runners runners(AppliedPTransform<?, ?, ?> applied, Node node, ParDo.MultiOutput<Object, Object> parDo) {
        DoFnSchemaInformation schema = ParDoTranslation.getSchemaInformation(applied);
        List<TupleTag<?>> additional =
                new ArrayList<>(parDo.getAdditionalOutputTags().getAll());
        Map<TupleTag<?>, Coder<?>> coders = new HashMap<>();
        node.getOutputs().forEach((tag, output) -> coders.put(tag, output.getCoder()));
        SideInputReader reader = sideInputs.reader(parDo.getSideInputs().values());
        return (fn, receiver) -> DoFnRunners.simpleRunner(
                options,
                fn,
                reader,
                receiver,
                parDo.getMainOutputTag(),
                additional,
                new Stateless(),
                mainCoder(node, parDo),
                coders,
                WindowingStrategy.globalDefault(),
                schema,
                parDo.getSideInputs());
    }

    @SuppressWarnings("unchecked")
    private static Coder<Object> mainCoder(Node node, ParDo.MultiOutput<Object, Object> parDo) {
        for (Map.Entry<TupleTag<?>, PCollection<?>> input : node.getInputs().entrySet()) {
            if (!parDo.getAdditionalInputs().containsKey(input.getKey())) {
                return (Coder<Object>) input.getValue().getCoder();
            }
        }
        throw new IllegalStateException(node.getFullName() + " has no input");
    }

    /** Outputs that nothing reads have an outlet too, with nobody behind it. */
    private WindowedValueMultiReceiver receiver(Node node) {
        Map<TupleTag<?>, Outlet> targets = new HashMap<>();
        node.getOutputs().forEach((tag, output) -> targets.put(tag, outlets.apply(output)));
        return new WindowedValueMultiReceiver() {
            @Override
            public <T> void output(TupleTag<T> tag, WindowedValue<T> element) {
                Outlet target = targets.get(tag);
                if (target != null) {
                    target.emit(element);
                }
            }
        };
    }

    /** Makes what Beam runs a DoFn with. */
    private interface Runners {
        DoFnRunner<Object, Object> of(DoFn<Object, Object> fn, WindowedValueMultiReceiver receiver);
    }

    /** No step keeps state: {@link Limits} has seen to it. */
    private static final class Stateless implements StepContext {
        @Override
        public StateInternals stateInternals() {
            throw new IllegalStateException("this runner keeps no state");
        }

        @Override
        public TimerInternals timerInternals() {
            throw new IllegalStateException("this runner keeps no timers");
        }
    }
}
