package dev.starbeam.quality.conflict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.DirectRun;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Rows;
import dev.starbeam.quality.check.FailureCountState;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.TemporaryParking;
import dev.starbeam.star.ParkedRows;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.Test;

class FindConflictsTest {
    private static final Choice CHOICE = new Choice(List.of("id"), List.of("version"), List.of("name", "size"), true);
    private static final int ROWS = 400;

    /** A row as the oracle sees it; NULL is a value like others, but in the key. */
    private record Row(String id, String version, String content) {
        static Row draw(Random random) {
            String id = random.nextInt(8) == 0 ? "NULL" : "k" + random.nextInt(60);
            String version = random.nextInt(5) == 0 ? "NULL" : "" + random.nextInt(3);
            String name = random.nextInt(6) == 0 ? "NULL" : "n" + random.nextInt(2);
            return new Row(id, version, name + " | " + random.nextInt(2));
        }
    }

    @Test
    void rowsOfOneKeyAndVersionThatDifferAreCountedHoweverTheyAreCut() {
        Random random = new Random(20261130);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            rows.add(Row.draw(random));
        }
        ColumnBatch batch = batch(rows);
        long judged = judged(rows);
        long flagged = flagged(rows);
        assertThat(flagged).isBetween(100L, 300L);
        DirectRun.of(pipeline -> {
            for (int rowsAShard : new int[] {ROWS, 37, 5}) {
                List<ParkedShard> shards =
                        ParkedRows.shards(TemporaryParking.directory(), "stg_things", batch, rowsAShard, 16).stream()
                                .map(shard -> shard.without(new int[] {0, 2}))
                                .toList();
                PAssert.that(pipeline.apply(
                                        "Shards of " + rowsAShard,
                                        Create.of(shards).withCoder(ParkedShard.ShardCoder.of()))
                                .apply(
                                        "Find in " + rowsAShard,
                                        FindConflicts.of(
                                                        "dim_things",
                                                        List.of("c", "d"),
                                                        CHOICE,
                                                        TemporaryParking.directory())
                                                .withPartitions(rowsAShard % 7 + 1)))
                        .satisfies(found -> {
                            requireCounts(found, judged, flagged);
                            return null;
                        });
            }
        });
    }

    private static void requireCounts(Iterable<KV<String, FailureCountState>> found, long judged, long flagged) {
        FailureCountState all = new FailureCountState();
        found.forEach(some -> all.merge(some.getValue()));
        FailureCountState.Counts expected = new FailureCountState.Counts(judged, flagged, 0);
        assertThat(all.byCheck()).isEqualTo(Map.of("c", expected, "d", expected));
        assertThat(all.examples().get("c"))
                .hasSize(3)
                .allMatch(example -> example.matches("id = k.*, version = .* \\(stg_things.csv, byte \\d+\\)"));
    }

    private static long judged(List<Row> rows) {
        return rows.stream().filter(row -> !row.id.equals("NULL")).count();
    }

    private static long flagged(List<Row> rows) {
        Map<List<String>, Set<String>> contents =
                new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
        rows.forEach(row -> contents.computeIfAbsent(List.of(row.id, row.version), key -> new HashSet<>())
                .add(row.content));
        return rows.stream()
                .filter(row -> !row.id.equals("NULL"))
                .filter(row -> contents.getOrDefault(List.of(row.id, row.version), Set.of())
                                .size()
                        > 1)
                .count();
    }

    private static ColumnBatch batch(List<Row> rows) {
        StringBuilder block =
                new StringBuilder("id | version bigint | name | size bigint | _source_file | _source_offset bigint\n");
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            block.append(row.id + " | " + row.version + " | " + row.content + " | stg_things.csv | " + i * 10 + "\n");
        }
        return Rows.of(block.toString());
    }
}
