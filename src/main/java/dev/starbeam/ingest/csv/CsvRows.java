package dev.starbeam.ingest.csv;

import dev.starbeam.ingest.file.SourceShard;
import dev.starbeam.model.SourceModel;
import dev.starbeam.reject.RejectedRow;
import dev.starbeam.source.RowSource;
import dev.starbeam.source.SourceRows;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * The records of a CSV source, as staging wants them.
 *
 * @param source what is read
 */
public record CsvRows(SourceModel source) implements RowSource<SourceShard> {
    @Override
    public Rows open(SourceShard shard, Consumer<RejectedRow> malformed) throws IOException {
        return new SourceRows(CsvShardReader.open(source, shard, malformed));
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
        return shard.end() == SourceShard.TO_END ? SourceRows.ROWS_A_PIECE : Long.MAX_VALUE;
    }
}
