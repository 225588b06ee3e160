package dev.starbeam.run.load;

import java.io.Serializable;

/**
 * Rows of one source file.
 *
 * @param file its path
 * @param first the position of the first, as {@code _source_offset} says it
 * @param last the position of the last
 */
public record RowRange(String file, long first, long last) implements Serializable {
    /** From the lesser first to the greater last position of both, which are of the same file. */
    public RowRange plus(RowRange other) {
        return new RowRange(file, Math.min(first, other.first), Math.max(last, other.last));
    }
}
