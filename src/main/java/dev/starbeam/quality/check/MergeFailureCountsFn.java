package dev.starbeam.quality.check;

import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/** Adds up the failure counts of shards, e.g. {@code Combine.perKey(new MergeFailureCountsFn())} with the table as key. */
public final class MergeFailureCountsFn extends CombineFn<FailureCountState, FailureCountState, FailureCountState> {
    @Override
    public FailureCountState createAccumulator() {
        return new FailureCountState();
    }

    @Override
    public FailureCountState addInput(FailureCountState accumulator, FailureCountState input) {
        accumulator.merge(input);
        return accumulator;
    }

    @Override
    public FailureCountState mergeAccumulators(Iterable<FailureCountState> accumulators) {
        FailureCountState merged = new FailureCountState();
        accumulators.forEach(merged::merge);
        return merged;
    }

    @Override
    public FailureCountState extractOutput(FailureCountState accumulator) {
        return accumulator;
    }

    @Override
    public Coder<FailureCountState> getAccumulatorCoder(CoderRegistry registry, Coder<FailureCountState> inputCoder) {
        return FailureCountState.CountsCoder.of();
    }

    @Override
    public Coder<FailureCountState> getDefaultOutputCoder(CoderRegistry registry, Coder<FailureCountState> inputCoder) {
        return FailureCountState.CountsCoder.of();
    }
}
