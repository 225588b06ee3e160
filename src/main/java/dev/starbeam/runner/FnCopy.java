package dev.starbeam.runner;

import org.apache.beam.sdk.values.WindowedValue;

/** One copy of a DoFn, used by one thread at a time. */
interface FnCopy {
    /** Whether a bundle has been begun and not finished. */
    boolean isOpen();

    void process(WindowedValue<?> element) throws Exception;

    void finishBundle() throws Exception;

    void tearDown();
}
