package dev.starbeam.star.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.RowGather;
import dev.starbeam.batch.Selection;
import dev.starbeam.model.LookupModel;
import dev.starbeam.model.LookupModel.Fetched;
import dev.starbeam.model.LookupModel.OnDuplicate;
import dev.starbeam.model.LookupModel.OnUnmatched;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.star.ParkedRows;
import dev.starbeam.star.TableText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.junit.jupiter.api.Test;

class LookupTest {
    private static final LookupModel LOOKUP = new LookupModel(
            "stg_orders",
            List.of("order", "line"),
            List.of("order_id", "line_number"),
            List.of(
                    new Fetched("customer", new Field("customer_id", ColumnType.TEXT)),
                    new Fetched("line_number", new Field("matched_line", ColumnType.BIGINT))),
            OnUnmatched.KEEP,
            OnDuplicate.FIRST);

    @Test
    void aRowFetchesTheRowOfItsKeyThatCountsAndNullMatchesNothing() {
        ColumnBatch build = TableText.parse("""
                order_id:text | line_number:bigint | customer:text | _source_file:text | _source_offset:bigint
                A    | 1    | late  | f | 9
                A    | 1    | early | f | 2
                A    | 2    | NULL  | f | 3
                NULL | 1    | ghost | f | 4
                """);
        ColumnBatch probe = TableText.parse("""
                order:text | line:bigint
                A    | 1
                A    | 2
                NULL | 1
                B    | 1
                A    | NULL
                """);

        for (OnDuplicate policy : List.of(OnDuplicate.FIRST, OnDuplicate.LATEST)) {
            LookupModel lookup = choosing(policy);
            FetchedColumns fetched = LookupTable.of(lookup, build.schema(), ParkedRows.cut(build, 1))
                    .fetch(probe, lookup.probeKeys());

            assertThat(TableText.lines(fetched.columns().with("matched", fetched.matched())))
                    .containsExactly(
                            (policy == OnDuplicate.FIRST ? "early" : "late") + " | 1 | true",
                            "NULL | 2 | true",
                            "NULL | NULL | false",
                            "NULL | NULL | false",
                            "NULL | NULL | false");
        }
    }

    @Test
    void rowsOfOneKeyThatDifferEndTheRunUnlessOneIsChosen() {
        ColumnBatch build = TableText.parse("""
                order_id:text | line_number:bigint | customer:text | _source_file:text | _source_offset:bigint
                A    | 1    | same  | f | 1
                A    | 1    | same  | f | 2
                A    | 2    | NULL  | f | 3
                A    | 2    | Ann   | f | 4
                """);
        ColumnBatch equal = build.select(Selection.of(new int[] {0, 1}, 2));

        assertThat(LookupTable.of(choosing(OnDuplicate.FAIL), build.schema(), List.of(equal))
                        .keys()
                        .rows())
                .isEqualTo(1);
        assertThatThrownBy(() -> LookupTable.of(choosing(OnDuplicate.FAIL), build.schema(), List.of(build)))
                .isInstanceOf(DuplicateKeyException.class)
                .hasMessage("lookup stg_orders: several rows have the key order_id, line_number = A, 2 and differ in"
                        + " customer (NULL, Ann); make it unique with deduplicate, or declare on_duplicate: latest (or"
                        + " first)");
    }

    @Test
    void keysOfAnotherTypeAreRefused() {
        ColumnBatch build = build(new Random(1), 3);
        ColumnBatch probe = TableText.parse("order:text | line:text\nA | 1");

        assertThatThrownBy(() ->
                        LookupTable.of(LOOKUP, build.schema(), List.of(build)).fetch(probe, LOOKUP.probeKeys()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("lookup key line is text but line_number is bigint; cast one of them in staging");
    }

    @Property(tries = 60)
    void aTableAgreesWithANestedLoopWhateverTheCut(
            @ForAll @IntRange(max = 200) int buildRows,
            @ForAll @IntRange(min = 1, max = 200) int probeRows,
            @ForAll @IntRange(min = 1, max = 70) int cut,
            @ForAll long seed) {
        Random random = new Random(seed);
        ColumnBatch build = build(random, buildRows);
        ColumnBatch probe = probe(random, probeRows);
        List<ColumnBatch> pieces = new ArrayList<>(ParkedRows.cut(build, cut));
        Collections.shuffle(pieces, random);

        LookupTable table = LookupTable.of(LOOKUP, build.schema(), pieces);

        assertThat(TableText.lines(withMatched(table.fetch(probe, LOOKUP.probeKeys()))))
                .containsExactlyElementsOf(nestedLoop(probe, build));
    }

    @Property(tries = 6, shrinking = ShrinkingMode.OFF)
    void shufflingGivesWhatBroadcastingGives(
            @ForAll @IntRange(max = 120) int buildRows,
            @ForAll @IntRange(min = 1, max = 120) int probeRows,
            @ForAll @IntRange(min = 1, max = 50) int cut,
            @ForAll @IntRange(min = 1, max = 30) int mostKeys,
            @ForAll boolean latest,
            @ForAll long seed)
            throws IOException {
        LookupModel lookup = choosing(latest ? OnDuplicate.LATEST : OnDuplicate.FIRST);
        Random random = new Random(seed);
        ColumnBatch build = inReadOrder(build(random, buildRows));
        ColumnBatch probe = probe(random, probeRows);
        Path directory = Files.createTempDirectory("lookup");
        ParkingDirectory parking = new ParkingDirectory(directory.toString());
        ParkedShard ourShard =
                ParkedRows.shard(parking, "stg_lines", 0, probe, cut).without(new int[] {0, probeRows / 2});
        List<String> expected = new ArrayList<>(broadcast(lookup, ourShard, build));
        TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);

        PAssert.thatSingleton(pipeline.apply("Ours", Create.of(ourShard).withCoder(ParkedShard.ShardCoder.of()))
                        .apply(FetchByShuffle.of(
                                        lookup,
                                        3,
                                        pipeline.apply(
                                                "Theirs",
                                                Create.of(ParkedRows.shards(parking, "stg_orders", build, cut, 20))
                                                        .withCoder(ParkedShard.ShardCoder.of())),
                                        parking)
                                .withPartitions(3)
                                .withMostKeys(mostKeys)))
                .satisfies(shard -> {
                    assertThat(parked(shard)).containsExactlyElementsOf(expected);
                    return null;
                });
        pipeline.run().waitUntilFinish();
        delete(directory);
    }

    @Test
    void theStrategyGoesByTheSizeOfTheInput() {
        assertThat(LookupStrategy.auto(100).broadcasts(100)).isTrue();
        assertThat(LookupStrategy.auto(100).broadcasts(101)).isFalse();
        assertThat(LookupStrategy.shuffle().broadcasts(0)).isFalse();
        assertThat(LookupStrategy.broadcast().broadcasts(Long.MAX_VALUE)).isTrue();
    }

    private static List<String> parked(ParkedShard shard) {
        try {
            return ParkedRows.read(shard, Set.of("customer_id", "matched_line", "_matched_3")).stream()
                    .flatMap(batch -> TableText.lines(batch).stream())
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> broadcast(LookupModel lookup, ParkedShard probe, ColumnBatch build) {
        LookupTable table = LookupTable.of(lookup, build.schema(), List.of(build));
        try {
            return ParkedRows.read(probe, Set.of("order", "line")).stream()
                    .flatMap(batch -> TableText.lines(withMatched(table.fetch(batch, LOOKUP.probeKeys()))).stream())
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static LookupModel choosing(OnDuplicate policy) {
        return new LookupModel(
                LOOKUP.entity(), LOOKUP.probeKeys(), LOOKUP.buildKeys(), LOOKUP.columns(), OnUnmatched.KEEP, policy);
    }

    private static ColumnBatch withMatched(FetchedColumns fetched) {
        return fetched.columns().with("matched", fetched.matched());
    }

    private static List<String> nestedLoop(ColumnBatch probe, ColumnBatch build) {
        return IntStream.range(0, probe.rows())
                .mapToObj(row -> IntStream.range(0, build.rows())
                        .filter(other -> !probe.column("order").isNull(row)
                                && !probe.column("line").isNull(row)
                                && same(probe, "order", row, build, "order_id", other)
                                && same(probe, "line", row, build, "line_number", other))
                        .boxed()
                        .min((a, b) -> Long.compare(offset(build, a), offset(build, b)))
                        .map(other -> build.column("customer").display(other) + " | "
                                + build.column("line_number").display(other) + " | true")
                        .orElse("NULL | NULL | false"))
                .toList();
    }

    private static boolean same(ColumnBatch a, String column, int row, ColumnBatch b, String other, int otherRow) {
        return a.column(column).display(row).equals(b.column(other).display(otherRow));
    }

    private static long offset(ColumnBatch batch, int row) {
        return batch.longs("_source_offset").value(row);
    }

    private static ColumnBatch build(Random random, int rows) {
        List<Integer> offsets = new ArrayList<>(IntStream.range(0, rows).boxed().toList());
        Collections.shuffle(offsets, random);
        StringBuilder table = new StringBuilder(
                "order_id:text | line_number:bigint | customer:text | _source_file:text | _source_offset:bigint\n");
        offsets.forEach(
                offset -> table.append(key(random) + " | " + orNull(random, "c" + offset) + " | f | " + offset + "\n"));
        return TableText.parse(table.toString());
    }

    /** As shards hold their rows. */
    private static ColumnBatch inReadOrder(ColumnBatch rows) {
        long[] picks = IntStream.range(0, rows.rows())
                .boxed()
                .sorted(Comparator.comparingLong(row -> offset(rows, row)))
                .mapToLong(row -> RowGather.pick(0, row))
                .toArray();
        return RowGather.gather(rows.schema(), List.of(rows), picks, picks.length);
    }

    private static ColumnBatch probe(Random random, int rows) {
        StringBuilder table = new StringBuilder("order:text | line:bigint\n");
        IntStream.range(0, rows).forEach(i -> table.append(key(random)).append('\n'));
        return TableText.parse(table.toString());
    }

    private static String key(Random random) {
        return orNull(random, "o" + random.nextInt(12)) + " | " + orNull(random, "" + random.nextInt(5));
    }

    private static String orNull(Random random, String value) {
        return random.nextInt(10) == 0 ? "NULL" : value;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
