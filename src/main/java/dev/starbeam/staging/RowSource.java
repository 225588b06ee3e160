package dev.starbeam.staging;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.reject.RejectedRow;
import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where staging gets the text batches of a shard from.
 *
 * @param <ShardT> what names a part of the source
 */
public interface RowSource<ShardT> extends Serializable {
    /** Starts reading; malformed records go to {@code malformed} instead of a batch. */
    Rows open(ShardT shard, Consumer<RejectedRow> malformed) throws IOException;

    /** The file a shard belongs to. */
    String file(ShardT shard);

    /** Where in the file the shard begins. */
    long firstOffset(ShardT shard);

    /** Into shards of how many rows, or a few more, to park what is read, so that later steps can share the work. */
    default long rowsAPiece(ShardT shard) {
        return Long.MAX_VALUE;
    }

    /** The rows of one shard, in file order. */
    interface Rows extends Closeable {
        /**
         * The next text batch, with {@link dev.starbeam.model.Provenance} columns file, offset and raw; {@code null}
         * at the end.
         */
        @Nullable
        ColumnBatch next() throws IOException;

        /** Records met so far, malformed ones included. */
        long recordsRead();

        /** Bytes read so far. */
        long bytesRead();
    }
}
