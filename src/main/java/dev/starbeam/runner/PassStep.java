package dev.starbeam.runner;

import org.apache.beam.sdk.values.WindowedValue;
import org.jspecify.annotations.Nullable;

/** Hands on what it gets: a Flatten, and what only matters to runners with many machines. */
final class PassStep extends Step {
    private final Outlet output;

    PassStep(String name, Outlet output) {
        super(name);
        this.output = output;
    }

    @Override
    void accept(WindowedValue<?> element) {
        output.emit(element);
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
}
