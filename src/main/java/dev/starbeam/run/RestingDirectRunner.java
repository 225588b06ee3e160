package dev.starbeam.run;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.locks.LockSupport;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.joda.time.Instant;

/**
 * Runs a pipeline; where that is on the local DirectRunner, keeps its scheduler from burning a core.
 *
 * <p>While fewer bundles run than there are threads, DirectRunner's scheduler asks every watermark again and again
 * without a pause, which on two cores takes one of them from the work itself. It reads its clock in each round, so it is
 * given a clock that rests for a millisecond. What the clock says is right, and nothing else changes. A DirectRunner
 * without the hook for tests that this goes through simply runs as it always did. See docs/decisions.
 */
public final class RestingDirectRunner {
    private static final String DIRECT = "org.apache.beam.runners.direct.DirectRunner";
    private static final String CLOCK = "org.apache.beam.runners.direct.Clock";
    private static final long REST_NANOS = 1_000_000;
    private static final long WORK_NANOS = 300_000;

    private RestingDirectRunner() {}

    /** Starts {@code pipeline} on the runner its options name. */
    public static PipelineResult run(Pipeline pipeline) {
        PipelineOptions options = pipeline.getOptions();
        if (!options.getRunner().getName().equals(DIRECT)) {
            return pipeline.run();
        }
        PipelineRunner<?> runner = PipelineRunner.fromOptions(options);
        try {
            giveRestingClock(runner);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return pipeline.run();
        }
        return runner.run(pipeline);
    }

    private static void giveRestingClock(PipelineRunner<?> runner) throws ReflectiveOperationException {
        ClassLoader loader = runner.getClass().getClassLoader();
        Class<?> clockType = Class.forName(CLOCK, false, loader);
        RestingClock resting = new RestingClock();
        Object clock = Proxy.newProxyInstance(
                loader,
                new Class<?>[] {clockType},
                (self, method, arguments) ->
                        method.getName().equals("now") ? resting.now() : method.invoke(resting, arguments));
        Method hook = hook(runner.getClass());
        Class<?> supplierType = hook.getParameterTypes()[0];
        Object supplier = Proxy.newProxyInstance(
                loader,
                new Class<?>[] {supplierType},
                (self, method, arguments) ->
                        method.getName().equals("get") ? clock : method.invoke(resting, arguments));
        hook.invoke(runner, supplier);
    }

    private static Method hook(Class<?> runner) throws NoSuchMethodException {
        for (Method method : runner.getDeclaredMethods()) {
            if (method.getName().equals("setClockSupplier") && method.getParameterCount() == 1) {
                method.setAccessible(true);
                return method;
            }
        }
        throw new NoSuchMethodException("setClockSupplier");
    }

    /** Tells the time, and pauses whoever asks for it without end. */
    static final class RestingClock {
        private final long baseMillis = System.currentTimeMillis();
        private final long baseNanos = System.nanoTime();
        private volatile long restedAt = System.nanoTime();

        Instant now() {
            if (System.nanoTime() - restedAt > WORK_NANOS) {
                LockSupport.parkNanos(REST_NANOS);
                restedAt = System.nanoTime();
            }
            return Instant.ofEpochMilli(baseMillis + (System.nanoTime() - baseNanos) / 1_000_000);
        }
    }
}
