package dev.starbeam.ingest.jdbc;

import dev.starbeam.model.SourceModel;
import dev.starbeam.reject.RejectedRow;
import dev.starbeam.source.PartedSource;
import dev.starbeam.source.RowSource;
import dev.starbeam.source.SourceRows;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** The rows of a table in a database, as staging wants them. The table is one shard, so that its parts show one state. */
public record JdbcRows() implements PartedSource<SourceModel> {
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
            return new SourceRows(snapshot.read(part, malformed));
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
            return SourceRows.ROWS_A_PIECE;
        }
    }
}
