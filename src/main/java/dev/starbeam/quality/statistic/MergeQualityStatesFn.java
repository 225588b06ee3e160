package dev.starbeam.quality.statistic;

import org.apache.beam.sdk.coders.CannotProvideCoderException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/**
 * Merges the states of shards, e.g. {@code states.apply(Combine.perKey(new MergeQualityStatesFn()))} with the table as
 * key. Of no states comes {@link QualityState#blank}.
 */
public final class MergeQualityStatesFn extends CombineFn<QualityState, QualityState, QualityState> {
    @Override
    public QualityState createAccumulator() {
        return QualityState.blank();
    }

    @Override
    public QualityState addInput(QualityState accumulator, QualityState input) {
        accumulator.merge(input);
        return accumulator;
    }

    @Override
    public QualityState mergeAccumulators(Iterable<QualityState> accumulators) {
        QualityState merged = QualityState.blank();
        accumulators.forEach(merged::merge);
        return merged;
    }

    @Override
    public QualityState extractOutput(QualityState accumulator) {
        return accumulator;
    }

    @Override
    public Coder<QualityState> getAccumulatorCoder(CoderRegistry registry, Coder<QualityState> inputCoder) {
        return QualityStateCoder.of();
    }

    @Override
    public Coder<QualityState> getDefaultOutputCoder(CoderRegistry registry, Coder<QualityState> inputCoder)
            throws CannotProvideCoderException {
        return QualityStateCoder.of();
    }
}
