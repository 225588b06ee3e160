package dev.starbeam.reject;

import java.io.Serializable;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * How often something was wrong. Merges in any order.
 *
 * @param rows the rows at fault
 * @param of among how many values; 0 where that is every row of the stage
 * @param first the first of them, by file name and offset; {@code null} only without rows
 */
public record FaultCount(long rows, long of, @Nullable Seen first) implements Serializable {
    FaultCount plus(FaultCount other) {
        return new FaultCount(rows + other.rows, of + other.of, earlier(first, other.first));
    }

    private static @Nullable Seen earlier(@Nullable Seen one, @Nullable Seen other) {
        return one == null || other != null && Seen.ORDER.compare(other, one) < 0 ? other : one;
    }

    /** The same, its first at a line. */
    public FaultCount atLine(long line) {
        return first == null ? this : new FaultCount(rows, of, new Seen(first.what, first.file, first.offset, line));
    }

    /**
     * One case with its place.
     *
     * @param what what was found, with the value
     * @param file the file it was read from
     * @param offset the byte offset of its record in the unpacked file
     * @param line the number of the line where the record begins; 0 where it isn't known
     */
    public record Seen(String what, String file, long offset, long line) implements Serializable {
        /** The file's name and, as far as it is known, the line. */
        public String place() {
            String name = file.substring(file.lastIndexOf('/') + 1);
            return line > 0 ? name + ", line " + line : name + ", byte " + offset;
        }

        static final Comparator<Seen> ORDER =
                Comparator.comparing(Seen::file).thenComparing(Seen::offset).thenComparing(Seen::what);
    }
}
