package dev.starbeam.bench;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Two that do the same work, or one alone.
 *
 * @param title what is measured
 * @param input the files whose pages are warm or cold
 * @param ours the one of interest
 * @param baseline what it is compared with
 * @param step the step that is compared; empty for the whole process
 * @param rows how many rows either has, when they are of one kind and the cost of a row is asked for
 */
record Contest(
        String title,
        Path input,
        Contender ours,
        @Nullable Contender baseline,
        String step,
        @Nullable Rows rows) {
    /** How many rows ours reads, and the baseline. */
    record Rows(long ours, long baseline) {}

    static Contest between(String title, Path input, Contender ours, @Nullable Contender baseline) {
        return new Contest(title, input, ours, baseline, "", null);
    }

    static Contest alone(String title, Path input, Contender ours) {
        return between(title, input, ours, null);
    }

    Contest ofStep(String name) {
        return new Contest(title, input, ours, baseline, name, rows);
    }

    Contest ofRows(long more, long fewer) {
        return new Contest(title, input, ours, baseline, step, new Rows(more, fewer));
    }
}
