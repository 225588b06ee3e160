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
    /** After about so many rows, what could not be cut before it was read is parked in another shard. */
    long ROWS_A_PIECE = 1 << 17;

    /** No shard is parked with many more rows, so that what is known of each, such as whether it is kept, stays small. */
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

        /** After how many rows, or a few more, to park in another shard, so that later steps can share the work. */
        default long rowsAPiece() {
            return MOST_ROWS_A_PIECE;
        }
    }
}
