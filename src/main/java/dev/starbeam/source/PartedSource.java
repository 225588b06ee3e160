package dev.starbeam.source;

import dev.starbeam.reject.RejectedRow;
import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.function.Consumer;

/**
 * Where staging gets the rows of a shard from, in parts that may be read side by side.
 *
 * @param <ShardT> what names a part of the source
 */
public interface PartedSource<ShardT> extends Serializable {
    /** Prepares to read a shard; to be closed when all of its parts are read. */
    Parts parts(ShardT shard) throws IOException;

    /** The parts of a shard, in the order of their rows. */
    interface Parts extends Closeable {
        /** At least one. */
        List<? extends Part> list();

        /** How many of them may be read at a time. */
        default int atATime() {
            return 1;
        }

        /** To close while parts are being read makes their reading fail. */
        @Override
        default void close() throws IOException {}
    }

    /** Rows that are read one after the other. */
    interface Part {
        /** Starts reading; malformed records go to {@code malformed} instead of a batch. */
        RowSource.Rows open(Consumer<RejectedRow> malformed) throws IOException;

        /** The file, or whatever else rows are said to come from. */
        String file();

        /** Where in the file the part begins; parts of a file have different ones. */
        long firstOffset();

        /** Into shards of how many rows, or a few more, to park what is read, so that later steps can share the work. */
        default long rowsAPiece() {
            return Long.MAX_VALUE;
        }
    }
}
