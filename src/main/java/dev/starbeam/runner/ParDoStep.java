package dev.starbeam.runner;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.WindowedValue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A ParDo: each thread processes elements with a copy of the DoFn. */
final class ParDoStep extends Step {
    private static final Logger LOG = LoggerFactory.getLogger(ParDoStep.class);

    private final Supplier<FnCopy> copies;
    private final Collection<PCollectionView<?>> views;
    private final SideInputs sideInputs;
    private final int threads;
    private final Deque<WindowedValue<?>> queue = new ArrayDeque<>();
    private final Deque<FnCopy> idle = new ArrayDeque<>();
    private final List<FnCopy> all = new ArrayList<>();

    ParDoStep(
            String name,
            Supplier<FnCopy> copies,
            Collection<PCollectionView<?>> views,
            SideInputs sideInputs,
            int threads) {
        super(name);
        this.copies = copies;
        this.views = views;
        this.sideInputs = sideInputs;
        this.threads = threads;
    }

    @Override
    void accept(WindowedValue<?> element) {
        queue.add(element);
    }

    @Override
    @Nullable
    Task poll() {
        if (!queue.isEmpty()) {
            return sideInputs.hasAll(views) && (!idle.isEmpty() || all.size() < threads)
                    ? new ProcessElement(queue.remove(), copy())
                    : null;
        }
        return hasAllInput() ? finishing() : null;
    }

    /** Every copy's last bundle is finished, by whichever thread is free. */
    private @Nullable Task finishing() {
        for (FnCopy copy : idle) {
            if (copy.isOpen()) {
                idle.remove(copy);
                return new FinishBundle(copy);
            }
        }
        return null;
    }

    @Override
    boolean isDrained() {
        return queue.isEmpty() && idle.size() == all.size() && idle.stream().noneMatch(FnCopy::isOpen);
    }

    /** What a run has done stays done though a copy cannot free what it holds; the others are freed. */
    @Override
    void tearDown() {
        for (FnCopy copy : all) {
            try {
                copy.tearDown();
            } catch (RuntimeException e) {
                LOG.warn("{} was not torn down", name(), e);
            }
        }
    }

    private FnCopy copy() {
        if (!idle.isEmpty()) {
            return idle.pop();
        }
        FnCopy copy = copies.get();
        all.add(copy);
        return copy;
    }

    private final class ProcessElement implements Task {
        private final WindowedValue<?> element;
        private final FnCopy copy;

        ProcessElement(WindowedValue<?> element, FnCopy copy) {
            this.element = element;
            this.copy = copy;
        }

        @Override
        public void run() throws Exception {
            copy.process(element);
        }

        @Override
        public void done() {
            idle.push(copy);
        }
    }

    private final class FinishBundle implements Task {
        private final FnCopy copy;

        FinishBundle(FnCopy copy) {
            this.copy = copy;
        }

        @Override
        public void run() throws Exception {
            copy.finishBundle();
        }

        @Override
        public void done() {
            idle.push(copy);
        }
    }
}
