package dev.starbeam.run;

import org.apache.beam.sdk.PipelineResult;

/** A runner has stopped although the pipeline was not through: Beam says so when a worker's thread died of an Error. */
public final class DeadWorkerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DeadWorkerException(PipelineResult.State state) {
        super("a worker died of the error told above, and the runner stopped in state " + state
                + ". Most often memory has run out. " + FailureText.moreMemory());
    }
}
