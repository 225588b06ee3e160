package dev.starbeam.runner;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.apache.beam.sdk.util.SerializableUtils;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowedValues;
import org.jspecify.annotations.Nullable;

/** A Combine per key: each thread adds to accumulators of its own, which are merged when all input has come. */
final class CombineStep<K, InputT, AccumT, OutputT> extends Step {
    private final Outlet output;
    private final Coder<K> keys;
    private final CombineFn<InputT, AccumT, OutputT> combine;
    private final int threads;
    private final Deque<KV<K, InputT>> queue = new ArrayDeque<>();
    private final Deque<Partial> idle = new ArrayDeque<>();
    private int created;
    private boolean merging;
    private boolean merged;

    CombineStep(String name, Coder<K> keys, CombineFn<InputT, AccumT, OutputT> combine, int threads, Outlet output) {
        super(name);
        this.keys = keys;
        this.combine = combine;
        this.threads = threads;
        this.output = output;
    }

    @Override
    @SuppressWarnings("unchecked")
    void accept(WindowedValue<?> element) {
        queue.add((KV<K, InputT>) element.getValue());
    }

    @Override
    @Nullable
    Task poll() {
        if (!queue.isEmpty()) {
            return idle.isEmpty() && created == threads ? null : new Add(queue.remove(), partial());
        }
        if (!hasAllInput() || merging || idle.size() < created) {
            return null;
        }
        merging = true;
        return new Merge(new ArrayList<>(idle));
    }

    @Override
    boolean isDrained() {
        return merged;
    }

    private Partial partial() {
        if (!idle.isEmpty()) {
            return idle.pop();
        }
        created++;
        return new Partial(created == 1 ? combine : SerializableUtils.clone(combine), new LinkedHashMap<>());
    }

    /** What one thread has added up. */
    private final class Partial {
        private final CombineFn<InputT, AccumT, OutputT> own;
        private final Map<Object, KV<K, AccumT>> accumulators;

        Partial(CombineFn<InputT, AccumT, OutputT> own, Map<Object, KV<K, AccumT>> accumulators) {
            this.own = own;
            this.accumulators = accumulators;
        }

        void add(KV<K, InputT> element) {
            K key = element.getKey();
            accumulators.compute(keys.structuralValue(key), (name, former) -> {
                AccumT sum = former == null ? own.createAccumulator() : former.getValue();
                return KV.of(key, own.addInput(sum, element.getValue()));
            });
        }

        void merge(Partial other) {
            other.accumulators.forEach((name, entry) -> accumulators.merge(
                    name,
                    entry,
                    (one, two) -> KV.of(one.getKey(), own.mergeAccumulators(List.of(one.getValue(), two.getValue())))));
        }
    }

    private final class Add implements Task {
        private final KV<K, InputT> element;
        private final Partial partial;

        Add(KV<K, InputT> element, Partial partial) {
            this.element = element;
            this.partial = partial;
        }

        @Override
        public void run() {
            partial.add(element);
        }

        @Override
        public void done() {
            idle.push(partial);
        }
    }

    private final class Merge implements Task {
        private final List<Partial> partials;

        Merge(List<Partial> partials) {
            this.partials = partials;
        }

        @Override
        public void run() {
            if (partials.isEmpty()) {
                return;
            }
            Partial whole = partials.get(0);
            partials.subList(1, partials.size()).forEach(whole::merge);
            whole.accumulators
                    .values()
                    .forEach(entry -> output.emit(WindowedValues.valueInGlobalWindow(
                            KV.of(entry.getKey(), combine.extractOutput(entry.getValue())))));
        }

        @Override
        public void done() {
            idle.clear();
            merged = true;
        }
    }
}
