package dev.starbeam.runner;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.apache.beam.sdk.util.WindowedValueMultiReceiver;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.WindowedValue;
import org.jspecify.annotations.Nullable;

/**
 * Attempts each bundle twice, with a new copy of the DoFn each time, and hands on what one attempt has put out. Bundles
 * have up to three elements. What an attempt has done besides (files, tables) stays done.
 */
final class AttemptedFnCopy implements FnCopy {
    private static final int BUNDLE = 3;

    private final boolean atOnce;
    private final Function<WindowedValueMultiReceiver, FnCopy> copies;
    private final WindowedValueMultiReceiver target;
    private final List<WindowedValue<?>> bundle = new ArrayList<>();

    /** @param copies makes copies that put out to a receiver */
    AttemptedFnCopy(
            boolean atOnce, Function<WindowedValueMultiReceiver, FnCopy> copies, WindowedValueMultiReceiver target) {
        this.atOnce = atOnce;
        this.copies = copies;
        this.target = target;
    }

    @Override
    public boolean isOpen() {
        return !bundle.isEmpty();
    }

    @Override
    public void process(WindowedValue<?> element) throws Exception {
        bundle.add(element);
        if (bundle.size() == BUNDLE) {
            finishBundle();
        }
    }

    @Override
    public void finishBundle() throws Exception {
        List<WindowedValue<?>> elements = List.copyOf(bundle);
        bundle.clear();
        (atOnce ? eitherOfTwo(elements) : second(elements)).sendTo(target);
    }

    @Override
    public void tearDown() {}

    /** The first attempt ends before some element, or when its bundle is finished. */
    private Outputs second(List<WindowedValue<?>> elements) throws Exception {
        int reached = ThreadLocalRandom.current().nextInt(elements.size() + 1);
        attempt(elements.subList(0, reached), reached == elements.size());
        return attempt(elements, true);
    }

    /** One that fails because of the other is not taken. */
    private Outputs eitherOfTwo(List<WindowedValue<?>> elements) throws Exception {
        CompletableFuture<Outputs> other = new CompletableFuture<>();
        new Thread(() -> complete(other, elements), Thread.currentThread().getName() + "-again").start();
        @Nullable Exception failure = null;
        @Nullable Outputs own = null;
        try {
            own = attempt(elements, true);
        } catch (RuntimeException e) {
            failure = e;
        }
        Outputs others = other.exceptionally(e -> new Outputs(List.of(), false)).get();
        if (own == null && !others.whole()) {
            throw failure == null ? new IllegalStateException("both attempts failed") : failure;
        }
        if (own == null) {
            return others;
        }
        return others.whole() && ThreadLocalRandom.current().nextBoolean() ? others : own;
    }

    private void complete(CompletableFuture<Outputs> result, List<WindowedValue<?>> elements) {
        try {
            result.complete(attempt(elements, true));
        } catch (Throwable e) {
            result.completeExceptionally(e);
        }
    }

    private Outputs attempt(List<WindowedValue<?>> elements, boolean finished) throws Exception {
        Outputs outputs = new Outputs(new ArrayList<>(), true);
        FnCopy copy = copies.apply(outputs);
        try {
            for (WindowedValue<?> element : elements) {
                copy.process(element);
            }
            if (finished && copy.isOpen()) {
                copy.finishBundle();
            }
            return outputs;
        } finally {
            copy.tearDown();
        }
    }

    /** What an attempt has put out, in order. */
    private record Outputs(List<Output> all, boolean whole) implements WindowedValueMultiReceiver {
        @Override
        public <T> void output(TupleTag<T> tag, WindowedValue<T> element) {
            all.add(receiver -> receiver.output(tag, element));
        }

        void sendTo(WindowedValueMultiReceiver target) {
            all.forEach(output -> output.to(target));
        }
    }

    @FunctionalInterface
    private interface Output {
        void to(WindowedValueMultiReceiver target);
    }
}
