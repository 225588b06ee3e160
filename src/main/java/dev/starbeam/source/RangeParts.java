package dev.starbeam.source;

import dev.starbeam.reject.RejectedRow;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * A range of a source, opened: parts in the order of their rows, which may be read side by side. To close it while parts
 * are being read makes their reading fail.
 */
public interface RangeParts extends Closeable {
    /** Into shards of about how many rows to park what could not be cut before it was read. */
    long ROWS_A_PIECE = 1 << 17;

    /** So that what is known of each row of a piece, such as whether it lives, stays small. */
    long MOST_ROWS_A_PIECE = 1 << 21;

    /** At least one. */
    List<? extends Part> list();

    /** How many of them may be read at a time. */
    int atATime();

    /** A range that is one part. */
    static RangeParts of(Part only) {
        List<Part> whole = List.of(only);
        return new RangeParts() {
            @Override
            public List<Part> list() {
                return whole;
            }

            @Override
            public int atATime() {
                return 1;
            }

            @Override
            public void close() {}
        };
    }

    /** Rows that are read one after the other. */
    interface Part {
        /** Starts reading; malformed records go to {@code malformed} instead of a batch. */
        BatchReader open(Consumer<RejectedRow> malformed) throws IOException;

        /** The file, or whatever else rows are said to come from. */
        String file();

        /** Where in the file the part begins; parts of a file have different ones. */
        long firstOffset();

        /** Into shards of how many rows, or a few more, to park what is read, so that later steps can share the work. */
        default long rowsAPiece() {
            return MOST_ROWS_A_PIECE;
        }
    }
}
