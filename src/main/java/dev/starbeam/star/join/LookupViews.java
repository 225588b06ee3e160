package dev.starbeam.star.join;

import java.io.Serializable;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.PCollectionView;

/** The broadcast tables of a table's lookups, by the lookup's number; the others are parked beside the rows. */
public final class LookupViews implements Serializable {
    private static final long serialVersionUID = 1L;

    /** No lookup is broadcast. */
    public static final LookupViews NONE = new LookupViews(Map.of());

    private final Map<Integer, PCollectionView<LookupTable>> views;

    public LookupViews(Map<Integer, PCollectionView<LookupTable>> views) {
        this.views = new TreeMap<>(views);
    }

    /** What to give to {@code ParDo.withSideInputs}. */
    public Collection<PCollectionView<LookupTable>> all() {
        return views.values();
    }

    /** The tables that {@code wanted} numbers, on the worker. */
    public Map<Integer, LookupTable> tables(DoFn<?, ?>.ProcessContext context, Set<Integer> wanted) {
        Map<Integer, LookupTable> tables = new TreeMap<>();
        views.forEach((number, view) -> {
            if (wanted.contains(number)) {
                tables.put(number, context.sideInput(view));
            }
        });
        return tables;
    }
}
