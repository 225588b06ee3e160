package dev.starbeam.pipeline;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.ingest.CsvShardReader;
import dev.starbeam.ingest.SourceShard;
import dev.starbeam.model.SourceModel;
import dev.starbeam.reject.RejectedRow;
import dev.starbeam.staging.RowSource;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The records of a CSV source, as staging wants them.
 *
 * @param source what is read
 */
record CsvRows(SourceModel source) implements RowSource<SourceShard> {
    private static final long ROWS_A_PIECE = 1 << 17;

    @Override
    public Rows open(SourceShard shard, Consumer<RejectedRow> malformed) throws IOException {
        return new ShardRows(CsvShardReader.open(source, shard, malformed));
    }

    @Override
    public String file(SourceShard shard) {
        return shard.file();
    }

    @Override
    public long firstOffset(SourceShard shard) {
        return shard.start();
    }

    /** Files that could not be cut before they were read are cut when they are parked. */
    @Override
    public long rowsAPiece(SourceShard shard) {
        return shard.end() == SourceShard.TO_END ? ROWS_A_PIECE : Long.MAX_VALUE;
    }

    private record ShardRows(CsvShardReader reader) implements Rows {
        @Override
        public @Nullable ColumnBatch next() throws IOException {
            return reader.next();
        }

        @Override
        public long recordsRead() {
            return reader.recordsRead();
        }

        @Override
        public long bytesRead() {
            return reader.bytesRead();
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
