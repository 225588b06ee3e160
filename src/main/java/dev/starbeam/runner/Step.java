package dev.starbeam.runner;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.values.WindowedValue;
import org.jspecify.annotations.Nullable;

/**
 * A step of the graph while it runs: takes elements, offers tasks, and ends when all that feed it have ended and nothing
 * is left to do. Whatever is not said to run in a task is called under the lock of the {@link Execution}.
 */
abstract class Step {
    private final String name;
    private final List<Outlet> outlets = new ArrayList<>();
    private int producers;
    private boolean ended;

    Step(String name) {
        this.name = name;
    }

    /** The transform's full name in the graph. */
    final String name() {
        return name;
    }

    final void feeds(Outlet outlet) {
        outlets.add(outlet);
    }

    final void isFedByOneMore() {
        producers++;
    }

    /** Whether no more elements will come. */
    final boolean hasAllInput() {
        return producers == 0;
    }

    final boolean hasEnded() {
        return ended;
    }

    /** Ends the step and tells those that it feeds. */
    final void end() {
        finish();
        ended = true;
        for (Outlet outlet : outlets) {
            outlet.consumers().forEach(consumer -> consumer.producers--);
        }
    }

    /** Takes an element of the step's input. */
    abstract void accept(WindowedValue<?> element);

    /** Something that can be done now, if anything. */
    abstract @Nullable Task poll();

    /** Whether all of the input has been dealt with, given that no more will come. */
    abstract boolean isDrained();

    /** The last thing that a step does; what it emits here comes before the end of its outlets. */
    void finish() {}

    /** Frees what the step holds when the run is over, however it ended. Not called under the lock. */
    void tearDown() {}

    /** A piece of work for one thread. */
    interface Task {
        /** Does the work, without the lock. */
        void run() throws Exception;

        /** Notes under the lock that it is done. */
        void done();
    }
}
