package dev.starbeam.bench.row;

import java.util.HashSet;
import org.apache.beam.sdk.coders.CannotProvideCoderException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.transforms.Combine;

/** All keys of a dimension as one set, so that a side input hands over the same object each time. */
@SuppressWarnings({"unchecked", "rawtypes"})
final class CollectKeysFn extends Combine.CombineFn<String, HashSet<String>, HashSet<String>> {
    private static final Coder<HashSet<String>> CODER = (Coder) SerializableCoder.of(HashSet.class);

    @Override
    public HashSet<String> createAccumulator() {
        return new HashSet<>();
    }

    @Override
    public HashSet<String> addInput(HashSet<String> keys, String key) {
        keys.add(key);
        return keys;
    }

    @Override
    public HashSet<String> mergeAccumulators(Iterable<HashSet<String>> parts) {
        HashSet<String> merged = new HashSet<>();
        parts.forEach(merged::addAll);
        return merged;
    }

    @Override
    public HashSet<String> extractOutput(HashSet<String> keys) {
        return keys;
    }

    @Override
    public Coder<HashSet<String>> getAccumulatorCoder(CoderRegistry registry, Coder<String> inputs)
            throws CannotProvideCoderException {
        return CODER;
    }

    @Override
    public Coder<HashSet<String>> getDefaultOutputCoder(CoderRegistry registry, Coder<String> inputs) {
        return CODER;
    }
}
