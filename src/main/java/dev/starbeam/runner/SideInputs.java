package dev.starbeam.runner;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.beam.runners.core.SideInputReader;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.PCollectionView;
import org.jspecify.annotations.Nullable;

/** The side inputs that are complete, each made once for the whole run. */
final class SideInputs {
    private final Map<PCollectionView<?>, Optional<Object>> made = new ConcurrentHashMap<>();

    void put(PCollectionView<?> view, @Nullable Object value) {
        made.put(view, Optional.ofNullable(value));
    }

    boolean hasAll(Collection<PCollectionView<?>> views) {
        for (PCollectionView<?> view : views) {
            if (!made.containsKey(view)) {
                return false;
            }
        }
        return true;
    }

    /** What a step with these side inputs reads them through. */
    SideInputReader reader(Collection<PCollectionView<?>> views) {
        return new SideInputReader() {
            @Override
            @SuppressWarnings({"unchecked", "NullAway"})
            public <T> T get(PCollectionView<T> view, BoundedWindow window) {
                return (T) made.getOrDefault(view, Optional.empty()).orElse(null);
            }

            @Override
            public <T> boolean contains(PCollectionView<T> view) {
                return views.contains(view);
            }

            @Override
            public boolean isEmpty() {
                return views.isEmpty();
            }
        };
    }
}
