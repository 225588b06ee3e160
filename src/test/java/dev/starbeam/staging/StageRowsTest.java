package dev.starbeam.staging;

import static dev.starbeam.expression.HandMadeExpression.column;
import static dev.starbeam.expression.HandMadeExpression.condition;
import static dev.starbeam.expression.HandMadeExpression.toNumber;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.DirectRun;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.model.ColumnModel;
import dev.starbeam.model.Deduplication;
import dev.starbeam.model.FilterModel;
import dev.starbeam.model.StagingModel;
import dev.starbeam.reject.RejectReason;
import dev.starbeam.reject.RejectedRow;
import dev.starbeam.reject.RejectsInMemory;
import dev.starbeam.reject.RowCounts;
import dev.starbeam.source.RangePack;
import dev.starbeam.source.RowsInMemory;
import dev.starbeam.source.Source;
import dev.starbeam.spill.ParkedRows;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.ParkingDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageRowsTest {
    private static final StagingModel MODEL = new StagingModel(
            "stg_orders",
            "raw_orders",
            List.of(
                    new ColumnModel("order_id", column("id", ColumnType.TEXT), ""),
                    new ColumnModel("quantity", toNumber("n"), "")),
            List.of("order_id"),
            List.of(new FilterModel(
                    "positive",
                    condition(
                            "quantity > 0",
                            "quantity",
                            (batch, row) -> batch.longs("quantity").value(row) > 0))),
            new Deduplication.None());

    private static final RejectedRow TOO_LONG = new RejectedRow(
            "raw_orders", "b.csv", 90, RejectReason.TOO_MANY_FIELDS, null, "4 fields, expected 2", "1,2,3,4");

    private static final Source SOURCE = new RowsInMemory(
                    Map.of("a.csv", List.of("""
                            id | n  | _source_file | _source_offset bigint | _raw
                            A1 | 5  | a.csv        | 7                     | 'A1,5'
                            A2 | -1 | a.csv        | 12                    | 'A2,-1'
                            """, """
                            id | n  | _source_file | _source_offset bigint | _raw
                            A3 | x  | a.csv        | 18                    | 'A3,x'
                            A4 | 2  | a.csv        | 23                    | 'A4,2'
                            """), "b.csv", List.of("""
                            id   | n | _source_file | _source_offset bigint | _raw
                            NULL | 1 | b.csv        | 7                     | ',1'
                            """), "empty.csv", List.of()),
                    Map.of("b.csv", List.of(TOO_LONG)))
            .source();

    @TempDir
    private Path directory;

    @Test
    void rowsAreParkedTypedAndEveryRowIsAccountedFor() {
        DirectRun.of(pipeline -> {
            PCollectionTuple staged = pipeline.apply(Create.of(pack("b.csv"), pack("empty.csv"), pack("a.csv"))
                            .withCoder(RangePack.PackCoder.of()))
                    .apply(StageRows.of(MODEL, SOURCE, parking(), new RejectsInMemory()));
            PAssert.that(staged.get(StageRows.STAGED)).satisfies(shards -> {
                assertThat(shards)
                        .extracting(ParkedShard::id)
                        .containsExactlyInAnyOrder(
                                "stg_orders|a.csv|7", "stg_orders|b.csv|7", "stg_orders|empty.csv|7");
                assertThat(ParkedRows.lines(shards, List.of("order_id", "quantity", "_source_file", "_source_offset")))
                        .containsExactly("A1 | 5 | a.csv | 7", "A4 | 2 | a.csv | 23");
                return null;
            });
            PAssert.that(staged.get(StageRows.ROW_COUNTS)).satisfies(StageRowsTest::everyRowIsCounted);
            PAssert.that(staged.get(StageRows.REJECT_FILES)).satisfies(StageRowsTest::rejectedRowsAreKept);
        });
    }

    /** Runners fuse steps: what reads the parked file may run within the call that puts its descriptor out. */
    @Test
    void aParkedFileIsCompleteWhenItsDescriptorComesOut() throws IOException {
        List<String> seen = new ArrayList<>();
        TakenOutputs outputs = new TakenOutputs(value -> {
            if (value instanceof ParkedShard shard) {
                seen.addAll(ParkedRows.lines(List.of(shard), List.of("order_id")));
            }
        });
        new StageRangeFn(MODEL, SOURCE, parking(), new RejectsInMemory()).stage(pack("a.csv"), outputs);
        assertThat(seen).containsExactly("A1", "A4");
    }

    private static Void everyRowIsCounted(Iterable<RowCounts> rowCounts) {
        assertThat(rowCounts).hasSize(6).allMatch(RowCounts::balances);
        List<RowCounts> all = new ArrayList<>();
        rowCounts.forEach(all::add);
        assertThat(RowCounts.byStage(all))
                .map(StageRowsTest::untimed)
                .containsExactly(
                        new RowCounts(
                                "raw_orders", 6, 5, Map.of("TOO_MANY_FIELDS", 1L), Map.of(), 0, Map.of("bytes", 600L)),
                        new RowCounts(
                                "stg_orders",
                                5,
                                2,
                                Map.of("INVALID_VALUE", 1L, "REQUIRED_COLUMN_NULL", 1L),
                                Map.of("positive", 1L),
                                0,
                                Map.of()));
        return null;
    }

    private static Void rejectedRowsAreKept(Iterable<String> files) {
        List<RejectedRow> rejected = new ArrayList<>();
        files.forEach(file -> rejected.addAll(RejectsInMemory.read(file)));
        assertThat(files).hasSize(2);
        assertThat(rejected)
                .containsExactlyInAnyOrder(
                        TOO_LONG,
                        new RejectedRow(
                                "stg_orders",
                                "a.csv",
                                18,
                                RejectReason.INVALID_VALUE,
                                "quantity",
                                "to_number('x') is no number",
                                "A3,x"),
                        new RejectedRow(
                                "stg_orders",
                                "b.csv",
                                7,
                                RejectReason.REQUIRED_COLUMN_NULL,
                                "order_id",
                                "required column order_id is NULL",
                                ",1"));
        return null;
    }

    private static RowCounts untimed(RowCounts counts) {
        Map<String, Long> notes = new TreeMap<>(counts.notes());
        notes.remove(RowCounts.WORKER_MILLIS);
        return new RowCounts(
                counts.stage(),
                counts.read(),
                counts.accepted(),
                counts.rejected(),
                counts.filtered(),
                counts.quarantined(),
                notes);
    }

    private ParkingDirectory parking() {
        return new ParkingDirectory(directory.toString());
    }

    private static RangePack pack(String file) {
        return new RangePack(List.of(RowsInMemory.range(file)));
    }
}
