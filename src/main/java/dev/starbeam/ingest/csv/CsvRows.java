package dev.starbeam.ingest.csv;

import dev.starbeam.ingest.file.ShardPack;
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
public record CsvRows(SourceModel source) implements RowSource<ShardPack> {
    /** So that what is known of each row of a piece, such as whether it lives, stays small. */
    private static final long MOST_ROWS_A_PIECE = 1 << 21;

    @Override
    public Rows open(ShardPack pack, Consumer<RejectedRow> malformed) throws IOException {
        return new SourceRows(PackReader.open(source, pack, malformed));
    }

    @Override
    public String file(ShardPack pack) {
        return pack.first().file();
    }

    @Override
    public long firstOffset(ShardPack pack) {
        return pack.first().start();
    }

    /** Files that could not be cut before they were read are cut when they are parked. */
    @Override
    public long rowsAPiece(ShardPack pack) {
        return pack.first().end() == SourceShard.TO_END ? SourceRows.ROWS_A_PIECE : MOST_ROWS_A_PIECE;
    }
}
