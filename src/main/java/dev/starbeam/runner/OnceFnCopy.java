package dev.starbeam.runner;

import java.util.function.Function;
import org.apache.beam.runners.core.DoFnRunner;
import org.apache.beam.sdk.metrics.MetricsContainer;
import org.apache.beam.sdk.metrics.MetricsEnvironment;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.reflect.DoFnInvoker;
import org.apache.beam.sdk.transforms.reflect.DoFnInvokers;
import org.apache.beam.sdk.values.WindowedValue;
import org.jspecify.annotations.Nullable;

/**
 * Processes each element once and hands on what comes of it at once. A bundle goes on until its elements have taken
 * two seconds, so that what a DoFn gathers in a bundle stays bounded, and many small elements share one.
 */
final class OnceFnCopy implements FnCopy {
    private static final long BUNDLE_NANOS = 2_000_000_000;

    private final DoFn<Object, Object> fn;
    private final Function<DoFn<Object, Object>, DoFnRunner<Object, Object>> runners;
    private final MetricsContainer metrics;
    private final PipelineOptions options;
    private @Nullable DoFnRunner<Object, Object> runner;
    private @Nullable DoFnInvoker<Object, Object> invoker;
    private boolean open;
    private long nanosInBundle;

    OnceFnCopy(
            DoFn<Object, Object> fn,
            Function<DoFn<Object, Object>, DoFnRunner<Object, Object>> runners,
            MetricsContainer metrics,
            PipelineOptions options) {
        this.fn = fn;
        this.runners = runners;
        this.metrics = metrics;
        this.options = options;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    @SuppressWarnings("unchecked")
    public void process(WindowedValue<?> element) {
        long started = System.nanoTime();
        MetricsEnvironment.setCurrentContainer(metrics);
        DoFnRunner<Object, Object> current = begun();
        current.processElement((WindowedValue<Object>) element);
        nanosInBundle += System.nanoTime() - started;
        if (nanosInBundle > BUNDLE_NANOS) {
            finishBundle();
        }
    }

    @Override
    public void finishBundle() {
        MetricsEnvironment.setCurrentContainer(metrics);
        open = false;
        if (runner != null) {
            runner.finishBundle();
        }
    }

    @Override
    public void tearDown() {
        if (invoker != null) {
            invoker.invokeTeardown();
        }
    }

    private DoFnRunner<Object, Object> begun() {
        if (runner == null) {
            invoker = DoFnInvokers.tryInvokeSetupFor(fn, options);
            runner = runners.apply(fn);
        }
        if (!open) {
            open = true;
            nanosInBundle = 0;
            runner.startBundle();
        }
        return runner;
    }
}
