package dev.starbeam.run.batch;

import dev.starbeam.quality.check.FailureCountState;
import dev.starbeam.reject.RowCounts;
import dev.starbeam.run.RunScope;
import dev.starbeam.run.load.LoadFile;
import dev.starbeam.run.load.RowRange;
import dev.starbeam.source.SourceFile;
import dev.starbeam.source.SourceRange;
import dev.starbeam.star.calendar.CalendarSpan;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.arbitraries.LongArbitrary;

/** Batch records to be stored and read back. */
final class BatchRecords {
    /** Any text, quotes and characters of four bytes among it, but for lone halves of characters. */
    private static final Arbitrary<String> TEXT =
            Arbitraries.strings().excludeChars(lonely()).ofMaxLength(12);

    private static final LongArbitrary NUMBER = Arbitraries.longs();
    private static final LongArbitrary COUNT = Arbitraries.longs().between(0, 1L << 50);
    private static final Arbitrary<Map<String, Long>> COUNTS =
            Arbitraries.maps(TEXT, COUNT).ofMaxSize(3);

    private BatchRecords() {}

    /** One whose every field says what it is. */
    static BatchRecord shop() {
        SourceFile orders = new SourceFile("/raw/orders.csv", 4711, 1_700_000_000_123L, null, true);
        SourceFile customers = new SourceFile("s3://raw/customers.csv.gz", 815, 0, "etag\"1\"", false);
        PlannedBatch planned = new PlannedBatch(
                "shop",
                "shop-0123456789ab",
                "5f1e",
                "duckdb:out/warehouse.duckdb",
                "/staging/shop-0123456789ab-1",
                1_700_000_001_000L,
                new RunScope(true, false, "2024-01-01/2024-02-01"),
                Map.of(
                        "raw_orders", List.of(SourceRange.of("raw_orders", orders)),
                        "raw_customers", List.of(SourceRange.unsplittable("raw_customers", customers, 4000))));
        FailureCountState failures = new FailureCountState();
        failures.add("fact_orders.accepted_values(status)", 100, 3, 2);
        failures.addExample("fact_orders.accepted_values(status)", "löst");
        failures.addQuarantined(2);
        return new BatchRecord(
                planned,
                1_700_000_009_000L,
                List.of(
                        new LoadFile("rejected_rows", "/staging/rejected-1.parquet", 1, 300),
                        new LoadFile(
                                "fact_orders",
                                "/staging/fact_orders-1.parquet",
                                98,
                                9000,
                                List.of(new RowRange("/raw/orders.csv", 40, 4690)))),
                List.of(new RowCounts(
                        "raw_orders", 101, 100, Map.of("too_few_columns", 1L), Map.of(), 0, Map.of("bytes", 4711L))),
                List.of(new BatchRecord.CheckedTable(
                        "fact_orders", new StateFile("/staging/state-fact_orders-1.bin", 12, "ab12"), failures)),
                new CalendarSpan(19_000, 19_100));
    }

    static Arbitrary<BatchRecord> any() {
        Arbitrary<List<LoadFile>> files = Combinators.combine(
                        TEXT, TEXT, COUNT, rows().list().ofMaxSize(3))
                .as((table, uri, rows, holds) -> new LoadFile(table, uri, rows, rows + 1, holds))
                .list()
                .ofMaxSize(4);
        Arbitrary<List<RowCounts>> counts = Combinators.combine(TEXT, COUNT, COUNTS, COUNTS, COUNTS)
                .as((stage, read, rejected, filtered, notes) ->
                        new RowCounts(stage, read, read / 2, rejected, filtered, read / 3, notes))
                .list()
                .ofMaxSize(4)
                .map(RowCounts::byStage);
        return Combinators.combine(
                        planned(), COUNT, files, counts, tables().list().ofMaxSize(3), NUMBER)
                .as((planned, staged, some, rows, tables, day) -> new BatchRecord(
                        planned,
                        staged / 1000,
                        some,
                        rows,
                        tables,
                        day % 2 == 0 ? CalendarSpan.NONE : new CalendarSpan(day, day + 1)));
    }

    private static Arbitrary<PlannedBatch> planned() {
        return Combinators.combine(
                        TEXT,
                        TEXT,
                        TEXT,
                        COUNT.map(millis -> millis / 1000),
                        TEXT.injectNull(0.5).map(interval -> new RunScope(interval != null, false, interval)),
                        ranges())
                .as((pipeline, id, uri, started, scope, ranges) ->
                        new PlannedBatch(pipeline, id, id + pipeline, uri, uri + "/s", started, scope, ranges));
    }

    private static Arbitrary<Map<String, List<SourceRange>>> ranges() {
        Arbitrary<SourceFile> file = Combinators.combine(TEXT, COUNT, COUNT, TEXT.injectNull(0.5), TEXT.injectNull(0.5))
                .as((path, size, modified, checksum, content) ->
                        new SourceFile(path, size, modified, checksum, size % 2 == 0, content));
        return TEXT.flatMap(source -> Combinators.combine(file, NUMBER)
                .as((one, start) -> new SourceRange(source, one, start, SourceRange.TO_END, start > 0, start))
                .list()
                .ofMaxSize(3)
                .map(some -> Map.of(source, some)));
    }

    private static Arbitrary<RowRange> rows() {
        return Combinators.combine(TEXT, NUMBER, NUMBER).as(RowRange::new);
    }

    private static Arbitrary<BatchRecord.CheckedTable> tables() {
        return Combinators.combine(TEXT, COUNT, COUNTS, TEXT.set().ofMaxSize(3))
                .as((table, bytes, flagged, examples) -> {
                    FailureCountState failures = new FailureCountState();
                    flagged.forEach((check, rows) -> {
                        failures.add(check, rows + bytes, rows, rows / 2);
                        examples.forEach(example -> failures.addExample(check, example));
                    });
                    failures.addQuarantined(bytes);
                    return new BatchRecord.CheckedTable(table, new StateFile(table + ".bin", bytes, table), failures);
                });
    }

    private static char[] lonely() {
        StringBuilder halves = new StringBuilder();
        for (int half = Character.MIN_SURROGATE; half <= Character.MAX_SURROGATE; half++) {
            halves.append((char) half);
        }
        return halves.toString().toCharArray();
    }
}
