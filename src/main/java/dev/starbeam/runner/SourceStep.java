package dev.starbeam.runner;

import java.util.function.Consumer;
import org.apache.beam.sdk.io.BoundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowedValues;
import org.jspecify.annotations.Nullable;

/** Where elements begin. */
final class SourceStep extends Step {
    private final Outlet output;
    private final Records records;
    private boolean begun;
    private boolean read;

    private SourceStep(String name, Outlet output, Records records) {
        super(name);
        this.output = output;
        this.records = records;
    }

    /** The one empty element that graphs without a source begin with. */
    static SourceStep impulse(String name, Outlet output) {
        return new SourceStep(name, output, target -> target.accept(WindowedValues.valueInGlobalWindow(new byte[0])));
    }

    /** All elements of a source, read by one thread. */
    static SourceStep read(String name, Outlet output, BoundedSource<?> source, PipelineOptions options) {
        return new SourceStep(name, output, target -> {
            try (BoundedSource.BoundedReader<?> reader = source.createReader(options)) {
                for (boolean more = reader.start(); more; more = reader.advance()) {
                    target.accept(WindowedValues.timestampedValueInGlobalWindow(
                            reader.getCurrent(), reader.getCurrentTimestamp()));
                }
            }
        });
    }

    @Override
    void accept(WindowedValue<?> element) {
        throw new IllegalStateException(name() + " takes no input");
    }

    @Override
    @Nullable
    Task poll() {
        if (begun) {
            return null;
        }
        begun = true;
        return new Task() {
            @Override
            public void run() throws Exception {
                records.to(output::emit);
            }

            @Override
            public void done() {
                read = true;
            }
        };
    }

    @Override
    boolean isDrained() {
        return read;
    }

    /** The elements of a source, handed over one after the other. */
    private interface Records {
        void to(Consumer<WindowedValue<?>> target) throws Exception;
    }
}
