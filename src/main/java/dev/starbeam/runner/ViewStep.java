package dev.starbeam.runner;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.runners.core.InMemoryMultimapSideInputView;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.transforms.Materializations;
import org.apache.beam.sdk.transforms.ViewFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.WindowedValue;
import org.jspecify.annotations.Nullable;

/** Collects what a side input holds; the view is made once, when all of it has come. */
final class ViewStep extends Step {
    private final PCollectionView<?> view;
    private final Coder<?> coder;
    private final SideInputs sideInputs;
    private final List<Object> values = new ArrayList<>();

    ViewStep(String name, PCollectionView<?> view, Coder<?> coder, SideInputs sideInputs) {
        super(name);
        this.view = view;
        this.coder = coder;
        this.sideInputs = sideInputs;
    }

    @Override
    void accept(WindowedValue<?> element) {
        values.add(element.getValue());
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
        sideInputs.put(view, made());
    }

    /** What is deprecated here is so for the authors of pipelines, not for runners. */
    @SuppressWarnings({"unchecked", "rawtypes", "deprecation"})
    private Object made() {
        ViewFn made = view.getViewFn();
        if (made.getMaterialization().getUrn().equals(Materializations.ITERABLE_MATERIALIZATION_URN)) {
            return made.apply((Materializations.IterableView<Object>) () -> values);
        }
        Coder<Object> keys = ((KvCoder<Object, Object>) coder).getKeyCoder();
        Iterable<KV<Object, Object>> pairs = (Iterable) values;
        return made.apply(InMemoryMultimapSideInputView.fromIterable(keys, pairs));
    }
}
