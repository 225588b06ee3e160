package dev.starbeam.runner;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.values.WindowedValue;

/** A PCollection while the graph runs: hands each of its elements to all steps that read it. */
final class Outlet {
    private final Execution execution;
    private final List<Step> consumers = new ArrayList<>();

    Outlet(Execution execution) {
        this.execution = execution;
    }

    void addConsumer(Step step) {
        consumers.add(step);
    }

    List<Step> consumers() {
        return consumers;
    }

    /** May be called with or without the lock of the execution. */
    void emit(WindowedValue<?> element) {
        execution.deliver(element, consumers);
    }
}
