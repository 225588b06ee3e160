package dev.starbeam.runner;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.runners.core.metrics.MetricsContainerStepMap;
import org.apache.beam.sdk.PipelineResult.State;
import org.apache.beam.sdk.values.WindowedValue;
import org.jspecify.annotations.Nullable;

/**
 * Runs steps in a number of threads. Its monitor guards all that steps know of one another; elements are few and large,
 * so that one lock is enough.
 */
final class Execution {
    private final int threadCount;
    private final MetricsContainerStepMap metrics = new MetricsContainerStepMap();
    private final List<Thread> threads = new ArrayList<>();
    private List<Step> steps = List.of();
    private int ended;
    private int working;
    private int stillIn;
    private boolean cancelled;
    private @Nullable Throwable failure;

    Execution(int threadCount) {
        this.threadCount = threadCount;
    }

    int threadCount() {
        return threadCount;
    }

    MetricsContainerStepMap metrics() {
        return metrics;
    }

    /** @param inOrder each step after all that feed it */
    synchronized void start(List<Step> inOrder) {
        steps = List.copyOf(inOrder);
        settle();
        working = threadCount;
        stillIn = threadCount;
        for (int i = 0; i < threadCount; i++) {
            Thread thread = new Thread(this::work, "local-runner-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    synchronized void deliver(WindowedValue<?> element, List<Step> consumers) {
        for (Step consumer : consumers) {
            consumer.accept(element);
        }
        notifyAll();
    }

    synchronized void cancel() {
        cancelled = true;
        threads.forEach(Thread::interrupt);
        notifyAll();
    }

    /** Waits until no thread works any more. */
    synchronized void await(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + millis * 1_000_000;
        while (working > 0) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (millis > 0 && left <= 0) {
                return;
            }
            wait(millis > 0 ? left : 0);
        }
    }

    synchronized @Nullable Throwable failure() {
        return failure;
    }

    synchronized State state() {
        if (working > 0) {
            return State.RUNNING;
        }
        if (failure != null) {
            return State.FAILED;
        }
        return ended == steps.size() ? State.DONE : State.CANCELLED;
    }

    private void work() {
        try {
            for (Step.@Nullable Task task = next(); task != null; task = next()) {
                task.run();
                done(task);
            }
        } catch (Throwable e) {
            fail(e);
        } finally {
            leave();
        }
    }

    /** The last steps come first: what they read was just written. */
    private synchronized Step.@Nullable Task next() throws InterruptedException {
        while (ended < steps.size() && failure == null && !cancelled) {
            for (int i = steps.size() - 1; i >= 0; i--) {
                Step.@Nullable Task task =
                        steps.get(i).hasEnded() ? null : steps.get(i).poll();
                if (task != null) {
                    return task;
                }
            }
            wait();
        }
        return null;
    }

    private synchronized void done(Step.Task task) {
        task.done();
        settle();
        notifyAll();
    }

    private void settle() {
        for (Step step : steps) {
            if (!step.hasEnded() && step.hasAllInput() && step.isDrained()) {
                step.end();
                ended++;
            }
        }
    }

    /** What another thread throws because it is stopped is a consequence, not the cause. */
    private synchronized void fail(Throwable thrown) {
        if (failure == null && !(cancelled && thrown instanceof InterruptedException)) {
            failure = thrown;
            threads.stream().filter(thread -> thread != Thread.currentThread()).forEach(Thread::interrupt);
        }
        notifyAll();
    }

    private void leave() {
        try {
            if (isLast()) {
                steps.forEach(Step::tearDown);
            }
        } finally {
            synchronized (this) {
                working--;
                notifyAll();
            }
        }
    }

    private synchronized boolean isLast() {
        return --stillIn == 0;
    }
}
