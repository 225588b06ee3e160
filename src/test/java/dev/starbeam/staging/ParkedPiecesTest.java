package dev.starbeam.staging;

import static dev.starbeam.expression.HandMadeExpression.column;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Rows;
import dev.starbeam.batch.Selection;
import dev.starbeam.model.ColumnModel;
import dev.starbeam.model.Deduplication;
import dev.starbeam.model.StagingModel;
import dev.starbeam.spill.ParkedRows;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.spill.ShardReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParkedPiecesTest {
    private static final StagingModel MODEL = new StagingModel(
            "stg_orders",
            "raw_orders",
            List.of(new ColumnModel("id", column("id", ColumnType.TEXT), "")),
            List.of(),
            List.of(),
            new Deduplication.None());

    @TempDir
    private Path directory;

    @Test
    void theRowsKeepTheirOrderHoweverTheyAreCut() throws IOException {
        for (long rowsAPiece : List.of(1L, 2L, 3L, 4L, 100L)) {
            List<ParkedShard> pieces = park(rowsAPiece, batch("A", 10), batch("B", 20), batch("C", 30), batch("D", 40));
            assertThat(pieces)
                    .as("%d rows a piece", rowsAPiece)
                    .hasSize(rowsAPiece > 4 ? 1 : (int) (3 / rowsAPiece) + 1);
            assertThat(ParkedRows.lines(pieces, List.of("id"))).containsExactly("A", "B", "C", "D");
        }
    }

    @Test
    void eachPieceIsNamedAfterItsFirstRowAndTheFirstAfterItsShard() throws IOException {
        assertThat(park(1, batch("A", 10), batch("B", 20)))
                .extracting(ParkedShard::id)
                .containsExactly("stg_orders|a.csv|7", "stg_orders|a.csv|20");
    }

    @Test
    void batchesWithoutRowsBeginNoPieceAndAShardWithoutRowsIsOne() throws IOException {
        ColumnBatch none = batch("A", 10).select(Selection.all(0));
        assertThat(park(1, none, batch("A", 10), none))
                .extracting(ParkedShard::rows)
                .containsExactly(1L);
        assertThat(park(1)).extracting(ParkedShard::rows).containsExactly(0L);
    }

    @Test
    void smallBatchesAreParkedTogetherAndAPieceMayBeginInAnotherFile() throws IOException {
        ColumnBatch[] small = new ColumnBatch[40];
        for (int i = 0; i < small.length; i++) {
            small[i] = Rows.of("id | _source_file | _source_offset bigint\nA" + i + " | f" + i + ".csv | 9");
        }
        List<ParkedShard> pieces = park(20, small);
        assertThat(pieces).extracting(ParkedShard::id).containsExactly("stg_orders|a.csv|7", "stg_orders|f32.csv|9");
        try (ShardReader reader = ShardReader.open(pieces.get(0), List.of("id"))) {
            assertThat(reader.next()).isNotNull().extracting(ColumnBatch::rows).isEqualTo(16);
        }
    }

    @Test
    void aLargeBatchIsParkedAsItIsBehindTheSmallOnesBeforeIt() throws IOException {
        ColumnBatch large = batch("L", 50).select(Selection.of(new int[4096], 4096));
        List<ParkedShard> pieces = park(10_000, batch("A", 10), batch("B", 20), large, batch("C", 60));
        try (ShardReader reader = ShardReader.open(pieces.get(0), List.of("id"))) {
            assertThat(reader.next()).isNotNull().extracting(ColumnBatch::rows).isEqualTo(2);
            assertThat(reader.next()).isNotNull().extracting(ColumnBatch::rows).isEqualTo(4096);
            assertThat(reader.next()).isNotNull().extracting(ColumnBatch::rows).isEqualTo(1);
            assertThat(reader.next()).isNull();
        }
    }

    @Test
    void batchesAreHeldUntilTheyAreManyRowsOrMuchText() throws IOException {
        ColumnBatch half = batch("H", 50).select(Selection.of(new int[2048], 2048));
        assertThat(batches(half, half, half)).containsExactly(4096, 2048);
        ColumnBatch text = batch("x".repeat(9 << 20), 50);
        assertThat(batches(text, text, text, text, text)).containsExactly(2, 2, 1);
    }

    private List<Integer> batches(ColumnBatch... appended) throws IOException {
        List<Integer> rows = new ArrayList<>();
        try (ShardReader reader = ShardReader.open(park(10_000, appended).get(0), List.of("id"))) {
            for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                rows.add(batch.rows());
            }
        }
        return rows;
    }

    private List<ParkedShard> park(long rowsAPiece, ColumnBatch... batches) throws IOException {
        ParkingDirectory parking = new ParkingDirectory(directory.toString());
        try (ParkedPieces pieces = new ParkedPieces(MODEL, parking, "a.csv", 7, rowsAPiece)) {
            for (ColumnBatch batch : batches) {
                pieces.append(batch);
            }
            return new ArrayList<>(pieces.finish());
        }
    }

    private static ColumnBatch batch(String id, long offset) {
        return Rows.of("id | _source_file | _source_offset bigint\n" + id + " | a.csv | " + offset);
    }
}
