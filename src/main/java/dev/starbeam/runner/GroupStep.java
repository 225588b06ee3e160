package dev.starbeam.runner;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowedValues;
import org.jspecify.annotations.Nullable;

/** A GroupByKey: holds all values until the last has come. Keys are equal when their encoded forms are. */
final class GroupStep<K, V> extends Step {
    private final Outlet output;
    private final Coder<K> keys;
    private final Map<Object, KV<K, List<V>>> groups = new LinkedHashMap<>();

    GroupStep(String name, Coder<K> keys, Outlet output) {
        super(name);
        this.keys = keys;
        this.output = output;
    }

    @Override
    @SuppressWarnings("unchecked")
    void accept(WindowedValue<?> element) {
        KV<K, V> pair = (KV<K, V>) element.getValue();
        groups.computeIfAbsent(keys.structuralValue(pair.getKey()), key -> KV.of(pair.getKey(), new ArrayList<>()))
                .getValue()
                .add(pair.getValue());
    }

    @Override
    @Nullable
    Task poll() {
        return null;
    }

    @Override
    boolean isDrained() {
        return true;
    }

    @Override
    void finish() {
        groups.values().forEach(group -> output.emit(WindowedValues.valueInGlobalWindow(group)));
        groups.clear();
    }
}
