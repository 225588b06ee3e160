package dev.starbeam.quality.statistic;

import java.io.IOException;
import java.io.OutputStream;

/** A table's statistics, wherever they are, to be saved. */
public interface SavedStatistics {
    /** Writes the saved form: the same bytes for the same rows, in any order. */
    void writeTo(OutputStream out) throws IOException;
}
