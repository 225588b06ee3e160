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
 * @param moreRows how many rows more ours has than the baseline, when they are of one kind and the cost of a row is asked
 *     for; else 0
 */
record Contest(
        String title, Path input, Contender ours, @Nullable Contender baseline, String step, long moreRows) {
    static Contest between(String title, Path input, Contender ours, @Nullable Contender baseline) {
        return new Contest(title, input, ours, baseline, "", 0);
    }

    static Contest alone(String title, Path input, Contender ours) {
        return between(title, input, ours, null);
    }

    Contest ofStep(String name) {
        return new Contest(title, input, ours, baseline, name, moreRows);
    }

    Contest forEachOf(long rows) {
        return new Contest(title, input, ours, baseline, step, rows);
    }
}
