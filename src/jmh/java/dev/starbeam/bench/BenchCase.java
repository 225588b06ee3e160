package dev.starbeam.bench;

import java.io.IOException;
import java.util.List;

/**
 * A question that one command answers.
 *
 * @param name how it is asked for
 * @param section where its answer is printed
 * @param what what is measured
 * @param gigabytes of disk that it needs at most
 * @param minutes that it takes about on a quiet machine of two cores, unless told otherwise
 * @param setup makes its data
 */
record BenchCase(String name, Section section, String what, int gigabytes, int minutes, Setup setup) {
    /** Makes the data below a directory that is deleted afterwards, and says what to run on it. */
    @FunctionalInterface
    interface Setup {
        List<Contest> of(BenchData data) throws IOException, InterruptedException;
    }

    private static final int MUCH = 20;

    /** So large that three pairs have to do, and that the page cache wouldn't hold all that is read and written anyway. */
    boolean isLarge() {
        return gigabytes > MUCH;
    }
}
