package dev.starbeam.runner;

import org.apache.beam.runners.core.metrics.MetricsContainerStepMap;
import org.apache.beam.sdk.Pipeline.PipelineExecutionException;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricResults;
import org.joda.time.Duration;
import org.jspecify.annotations.Nullable;

/** A graph that {@link LocalRunner} has begun to run. */
public final class LocalResult implements PipelineResult {
    private final Execution execution;

    LocalResult(Execution execution) {
        this.execution = execution;
    }

    @Override
    public State getState() {
        return execution.state();
    }

    /** Stops the run; steps that are at work end with an interruption. */
    @Override
    public State cancel() {
        execution.cancel();
        return execution.state();
    }

    /** @throws PipelineExecutionException when a step threw, with what it threw as its cause, an Error included */
    @Override
    public State waitUntilFinish() {
        return waitUntilFinish(Duration.ZERO);
    }

    /** @param duration how long to wait; as long as it takes when it is not positive */
    @Override
    public State waitUntilFinish(Duration duration) {
        try {
            execution.await(duration.getMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            execution.cancel();
        }
        @Nullable Throwable failure = execution.failure();
        if (failure != null) {
            throw new PipelineExecutionException(failure);
        }
        return execution.state();
    }

    @Override
    public MetricResults metrics() {
        return MetricsContainerStepMap.asAttemptedOnlyMetricResults(execution.metrics());
    }
}
