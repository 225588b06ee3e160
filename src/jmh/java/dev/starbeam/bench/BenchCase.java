package dev.starbeam.bench;

import java.io.IOException;
import java.util.List;

/**
 * A question that one command answers.
 *
 * @param name how it is asked for
 * @param what what is measured
 * @param gigabytes of disk that it needs at most
 * @param setup makes its data
 */
record BenchCase(String name, String what, int gigabytes, Setup setup) {
    /** Makes the data below a directory that is deleted afterwards, and says what to run on it. */
    @FunctionalInterface
    interface Setup {
        List<Contest> of(BenchData data) throws IOException, InterruptedException;
    }
}
