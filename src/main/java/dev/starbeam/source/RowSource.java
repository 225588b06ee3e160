package dev.starbeam.source;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.reject.RejectedRow;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where staging gets the text batches of a shard from, when a shard is one part.
 *
 * @param <ShardT> what names a part of the source
 */
public interface RowSource<ShardT> extends PartedSource<ShardT> {
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

    @Override
    default Parts parts(ShardT shard) {
        List<Part> whole = List.of(new WholeShard<>(this, shard));
        return () -> whole;
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

    /** A shard as its only part. */
    record WholeShard<ShardT>(RowSource<ShardT> source, ShardT shard) implements Part {
        @Override
        public Rows open(Consumer<RejectedRow> malformed) throws IOException {
            return source.open(shard, malformed);
        }

        @Override
        public String file() {
            return source.file(shard);
        }

        @Override
        public long firstOffset() {
            return source.firstOffset(shard);
        }

        @Override
        public long rowsAPiece() {
            return source.rowsAPiece(shard);
        }
    }
}
