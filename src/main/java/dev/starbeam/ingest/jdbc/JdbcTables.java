package dev.starbeam.ingest.jdbc;

import dev.starbeam.model.source.TableModel;
import dev.starbeam.reject.RejectedRow;
import dev.starbeam.source.BatchReader;
import dev.starbeam.source.RangeParts;
import dev.starbeam.source.TableStore;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Tables that are read over JDBC, each as one state in parts. */
public record JdbcTables() implements TableStore {
    @Override
    public RangeParts open(TableModel table) throws IOException {
        return new SnapshotParts(table, TableSnapshot.open(table));
    }

    private record SnapshotParts(TableModel table, TableSnapshot snapshot) implements RangeParts {
        @Override
        public List<? extends Part> list() {
            return snapshot.parts().stream()
                    .map(part -> new SnapshotPart(table, snapshot, part))
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

    private record SnapshotPart(TableModel table, TableSnapshot snapshot, TablePart part) implements RangeParts.Part {
        @Override
        public BatchReader open(Consumer<RejectedRow> malformed) throws IOException {
            return snapshot.read(part, malformed);
        }

        @Override
        public String file() {
            return table.location();
        }

        @Override
        public long firstOffset() {
            return part.firstRow();
        }

        @Override
        public long rowsAPiece() {
            return RangeParts.ROWS_A_PIECE;
        }
    }
}
