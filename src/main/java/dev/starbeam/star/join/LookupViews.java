package dev.starbeam.star.join;

import dev.starbeam.spill.ParkedShard;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
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

    private final Map<Integer, LookupView> views;

    public LookupViews(Map<Integer, LookupView> views) {
        this.views = new TreeMap<>(views);
    }

    /** What to give to {@code ParDo.withSideInputs}. */
    public List<PCollectionView<List<ParkedShard>>> all() {
        return views.values().stream().map(LookupView::view).toList();
    }

    /** The tables that {@code wanted} numbers, on the worker. */
    public Map<Integer, LookupTable> tables(DoFn<?, ?>.ProcessContext context, Set<Integer> wanted) throws IOException {
        Map<Integer, LookupTable> tables = new TreeMap<>();
        for (Map.Entry<Integer, LookupView> view : views.entrySet()) {
            if (wanted.contains(view.getKey())) {
                tables.put(view.getKey(), view.getValue().table(context));
            }
        }
        return tables;
    }
}
