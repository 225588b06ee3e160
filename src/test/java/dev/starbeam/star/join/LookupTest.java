package dev.starbeam.star.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.RowGather;
import dev.starbeam.model.LookupModel;
import dev.starbeam.model.LookupModel.Fetched;
import dev.starbeam.model.LookupModel.OnUnmatched;
import dev.starbeam.spill.ClaimDirectory;
import dev.starbeam.spill.StagedShard;
import dev.starbeam.spill.StagedShardCoder;
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
            OnUnmatched.KEEP);

    @Test
    void aRowFetchesTheFirstReadRowOfItsKeyAndNullMatchesNothing() {
        ColumnBatch theirs = TableText.parse("""
                order_id:text | line_number:bigint | customer:text | _source_file:text | _source_offset:bigint
                A    | 1    | late  | f | 9
                A    | 1    | early | f | 2
                A    | 2    | NULL  | f | 3
                NULL | 1    | ghost | f | 4
                """);
        ColumnBatch ours = TableText.parse("""
                order:text | line:bigint
                A    | 1
                A    | 2
                NULL | 1
                B    | 1
                A    | NULL
                """);

        FetchedColumns fetched = LookupTable.of(LOOKUP, theirs.schema(), ParkedRows.cut(theirs, 1))
                .fetch(ours, LOOKUP.ourKeys());

        assertThat(TableText.lines(fetched.columns().with("matched", fetched.matched())))
                .containsExactly(
                        "early | 1 | true",
                        "NULL | 2 | true",
                        "NULL | NULL | false",
                        "NULL | NULL | false",
                        "NULL | NULL | false");
    }

    @Test
    void keysOfAnotherTypeAreRefused() {
        ColumnBatch theirs = theirs(new Random(1), 3);
        ColumnBatch ours = TableText.parse("order:text | line:text\nA | 1");

        assertThatThrownBy(() ->
                        LookupTable.of(LOOKUP, theirs.schema(), List.of(theirs)).fetch(ours, LOOKUP.ourKeys()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("lookup key line is text but line_number is bigint; cast one of them in staging");
    }

    @Property(tries = 60)
    void aTableAgreesWithANestedLoopWhateverTheCut(
            @ForAll @IntRange(max = 200) int theirRows,
            @ForAll @IntRange(min = 1, max = 200) int ourRows,
            @ForAll @IntRange(min = 1, max = 70) int cut,
            @ForAll long seed) {
        Random random = new Random(seed);
        ColumnBatch theirs = theirs(random, theirRows);
        ColumnBatch ours = ours(random, ourRows);
        List<ColumnBatch> pieces = new ArrayList<>(ParkedRows.cut(theirs, cut));
        Collections.shuffle(pieces, random);

        LookupTable table = LookupTable.of(LOOKUP, theirs.schema(), pieces);

        assertThat(TableText.lines(withMatched(table.fetch(ours, LOOKUP.ourKeys()))))
                .containsExactlyElementsOf(nestedLoop(ours, theirs));
    }

    @Property(tries = 6, shrinking = ShrinkingMode.OFF)
    void shufflingGivesWhatBroadcastingGives(
            @ForAll @IntRange(max = 120) int theirRows,
            @ForAll @IntRange(min = 1, max = 120) int ourRows,
            @ForAll @IntRange(min = 1, max = 50) int cut,
            @ForAll @IntRange(min = 1, max = 30) int mostKeys,
            @ForAll long seed)
            throws IOException {
        Random random = new Random(seed);
        ColumnBatch theirs = inReadOrder(theirs(random, theirRows));
        ColumnBatch ours = ours(random, ourRows);
        Path directory = Files.createTempDirectory("lookup");
        ClaimDirectory claims = new ClaimDirectory(directory.toString());
        StagedShard ourShard =
                ParkedRows.shard(claims, "stg_lines", 0, ours, cut).without(new int[] {0, ourRows / 2});
        List<String> expected = new ArrayList<>(broadcast(ourShard, theirs));
        TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);

        PAssert.thatSingleton(pipeline.apply("Ours", Create.of(ourShard).withCoder(StagedShardCoder.of()))
                        .apply(FetchByShuffle.of(
                                        LOOKUP,
                                        3,
                                        pipeline.apply(
                                                "Theirs",
                                                Create.of(ParkedRows.shards(claims, "stg_orders", theirs, cut, 20))
                                                        .withCoder(StagedShardCoder.of())),
                                        claims)
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

    private static List<String> parked(StagedShard shard) {
        try {
            return ParkedRows.read(shard, Set.of("customer_id", "matched_line", "_matched_3")).stream()
                    .flatMap(batch -> TableText.lines(batch).stream())
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> broadcast(StagedShard ours, ColumnBatch theirs) {
        LookupTable table = LookupTable.of(LOOKUP, theirs.schema(), List.of(theirs));
        try {
            return ParkedRows.read(ours, Set.of("order", "line")).stream()
                    .flatMap(batch -> TableText.lines(withMatched(table.fetch(batch, LOOKUP.ourKeys()))).stream())
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ColumnBatch withMatched(FetchedColumns fetched) {
        return fetched.columns().with("matched", fetched.matched());
    }

    private static List<String> nestedLoop(ColumnBatch ours, ColumnBatch theirs) {
        return IntStream.range(0, ours.rows())
                .mapToObj(row -> IntStream.range(0, theirs.rows())
                        .filter(other -> !ours.column("order").isNull(row)
                                && !ours.column("line").isNull(row)
                                && same(ours, "order", row, theirs, "order_id", other)
                                && same(ours, "line", row, theirs, "line_number", other))
                        .boxed()
                        .min((a, b) -> Long.compare(offset(theirs, a), offset(theirs, b)))
                        .map(other -> theirs.column("customer").display(other) + " | "
                                + theirs.column("line_number").display(other) + " | true")
                        .orElse("NULL | NULL | false"))
                .toList();
    }

    private static boolean same(ColumnBatch a, String column, int row, ColumnBatch b, String other, int otherRow) {
        return a.column(column).display(row).equals(b.column(other).display(otherRow));
    }

    private static long offset(ColumnBatch batch, int row) {
        return batch.longs("_source_offset").value(row);
    }

    private static ColumnBatch theirs(Random random, int rows) {
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

    private static ColumnBatch ours(Random random, int rows) {
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
