package dev.starbeam.pipeline;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.ingest.jdbc.PartReader;
import dev.starbeam.ingest.jdbc.TablePart;
import dev.starbeam.ingest.jdbc.TableSnapshot;
import dev.starbeam.model.SourceModel;
import dev.starbeam.reject.RejectedRow;
import dev.starbeam.staging.PartedSource;
import dev.starbeam.staging.RowSource;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The rows of a table in a database, as staging wants them. The table is one shard, so that its parts show one state. */
record JdbcRows() implements PartedSource<SourceModel> {
    private static final long ROWS_A_PIECE = 1 << 17;

    @Override
    public Parts parts(SourceModel source) throws IOException {
        return new SnapshotParts(source, TableSnapshot.open(source));
    }

    private record SnapshotParts(SourceModel source, TableSnapshot snapshot) implements Parts {
        @Override
        public List<? extends Part> list() {
            return snapshot.parts().stream()
                    .map(part -> new SnapshotPart(source, snapshot, part))
                    .toList();
        }

        @Override
        public int atATime() {
            return snapshot.partsAtATime();
        }

        @Override
        public void close() {
            snapshot.close();
        }
    }

    private record SnapshotPart(SourceModel source, TableSnapshot snapshot, TablePart part) implements Part {
        @Override
        public RowSource.Rows open(Consumer<RejectedRow> malformed) throws IOException {
            return new PartRows(snapshot.read(part, malformed));
        }

        @Override
        public String file() {
            return source.location();
        }

        @Override
        public long firstOffset() {
            return part.firstRow();
        }

        @Override
        public long rowsAPiece() {
            return ROWS_A_PIECE;
        }
    }

    private record PartRows(PartReader reader) implements RowSource.Rows {
        @Override
        public @Nullable ColumnBatch next() throws IOException {
            return reader.next();
        }

        @Override
        public long recordsRead() {
            return reader.rowsRead();
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
