package dev.starbeam.star.dimension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.model.DimensionModel;
import dev.starbeam.model.Materialization;
import dev.starbeam.star.Formulas;
import dev.starbeam.star.ParkedRows;
import dev.starbeam.star.TableText;
import dev.starbeam.star.key.KeyCollisionException;
import dev.starbeam.star.key.SurrogateKeys;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.openhft.hashing.LongHashFunction;
import org.junit.jupiter.api.Test;

class LatestMembersStateTest {
    private static final String HEAD =
            "id:text | at:bigint | country:text | _source_file:text | _source_offset:bigint\n";

    static DimensionModel model(String latestBy, ColumnType keyType) {
        return new DimensionModel(
                "dim_customers",
                "customer_key",
                "stg_customers",
                List.of(),
                "id",
                new Field("customer_id", keyType),
                latestBy,
                List.of(Formulas.same("country", ColumnType.TEXT)),
                1,
                Materialization.TABLE,
                "");
    }

    @Test
    void theGreatestLatestByWinsAndNullIsLeast() {
        assertThat(latest("at", """
                a | 3    | third  | f | 30
                a | NULL | none   | f | 90
                a | 5    | fifth  | f | 10
                b | NULL | only   | f | 20
                NULL | 9 | nobody | f | 40
                """)).containsExactlyInAnyOrder("a | 5 | fifth | f | 10", "b | NULL | only | f | 20");
    }

    @Test
    void tiesGoToTheRowReadLast() {
        assertThat(latest("at", """
                a | 3 | f90 | f  | 90
                a | 3 | g10 | g  | 10
                a | 3 | g9  | g  | 9
                """)).containsExactly("a | 3 | g10 | g | 10");
    }

    @Test
    void withoutLatestByTheRowReadLastWins() {
        assertThat(latest(null, """
                a | 9 | early | f | 1
                a | 1 | late  | f | 2
                """)).containsExactly("a | 1 | late | f | 2");
    }

    @Property(tries = 60)
    void anyOrderSplitAndPartitioningGivesTheOraclesMembers(
            @ForAll @IntRange(max = 400) int rows,
            @ForAll @IntRange(min = 1, max = 50) int keys,
            @ForAll @IntRange(min = 1, max = 60) int cut,
            @ForAll @IntRange(min = 1, max = 5) int partitions,
            @ForAll @IntRange(min = 1, max = 60) int rowsAtOnce,
            @ForAll long seed)
            throws IOException {
        Random random = new Random(seed);
        List<String[]> table = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            table.add(new String[] {
                random.nextInt(12) == 0 ? "NULL" : "k" + random.nextInt(keys),
                random.nextInt(6) == 0 ? "NULL" : "" + random.nextInt(4),
                "c" + i,
                "f" + random.nextInt(3),
                "" + i
            });
        }
        Collections.shuffle(table, random);

        LatestMembersState merged = new LatestMembersState(model("at", ColumnType.TEXT));
        long observed = 0;
        for (ColumnBatch half : ParkedRows.cut(batch(table), Math.max(1, rows / 2))) {
            LatestMembersState part = new LatestMembersState(model("at", ColumnType.TEXT));
            ParkedRows.cut(half, cut).forEach(part::observe);
            part.partials(partitions, rowsAtOnce, (partition, latest) -> {
                assertThat(latest.rows()).isBetween(1, rowsAtOnce);
                merged.observe(latest);
            });
            observed += part.observed();
        }

        List<String> members = merged.size() == 0 ? List.of() : TableText.lines(merged.members());
        if (merged.size() > 0) {
            assertThat(SurrogateKeys.of(merged.members().column("id"), SurrogateKeys.seed("dim_customers")))
                    .isSorted();
        }
        assertThat(members).containsExactlyInAnyOrderElementsOf(oracle(table));
        assertThat(observed).isEqualTo(rows);
    }

    @Test
    void rowsOfMoreKeysThanAreWantedAreLeftAlone() {
        LatestMembersState state = new LatestMembersState(model("at", ColumnType.TEXT));
        ColumnBatch rows = TableText.parse(HEAD + """
                a    | 1 | first  | f | 1
                b    | 1 | first  | f | 2
                c    | 1 | first  | f | 3
                NULL | 1 | nobody | f | 4
                a    | 2 | second | f | 5
                c    | 2 | second | f | 6
                """);

        assertThat(state.observe(rows, 2).toArray()).containsExactly(2, 5);
        assertThat(state.observed()).isEqualTo(4);
        assertThat(state.unknown()).isEqualTo(1);
        assertThat(TableText.lines(state.members()))
                .containsExactlyInAnyOrder("a | 2 | second | f | 5", "b | 1 | first | f | 2");
    }

    @Test
    void aLargeStateKeepsTheLatestAcrossCompactions() {
        LatestMembersState state = new LatestMembersState(model("at", ColumnType.TEXT));
        for (int round = 0; round < 30; round++) {
            StringBuilder table = new StringBuilder(HEAD);
            for (int key = 0; key < 4000; key++) {
                table.append("k" + key + " | " + (round * 7 % 30) + " | r" + round + " | f | " + key + "\n");
            }
            state.observe(TableText.parse(table.toString()));
        }

        assertThat(state.size()).isEqualTo(4000);
        assertThat(state.observed()).isEqualTo(120_000);
        assertThat(TableText.lines(state.members().project(List.of("at")))).containsOnly("29");
    }

    @Test
    void twoNaturalKeysWithOneSurrogateKeyAreNamed() {
        long one = 42;
        long seed = SurrogateKeys.seed("dim_customers");
        long other = preimage(LongHashFunction.xx(seed).hashLong(one) ^ Long.MIN_VALUE, seed);
        LatestMembersState state = new LatestMembersState(model(null, ColumnType.BIGINT));

        assertThatThrownBy(() -> state.observe(
                        TableText.parse("id:bigint | country:text | _source_file:text | _source_offset:bigint\n" + one
                                + " | GB | f | 1\n" + other + " | FR | f | 2")))
                .isInstanceOf(KeyCollisionException.class)
                .hasMessageContaining("\"42\"")
                .hasMessageContaining("\"" + other + "\"")
                .hasMessageContaining("dim_customers");
    }

    private static List<String> latest(String by, String rows) {
        LatestMembersState state = new LatestMembersState(model(by, ColumnType.TEXT));
        state.observe(TableText.parse(HEAD + rows));
        return TableText.lines(state.members());
    }

    private static ColumnBatch batch(List<String[]> rows) {
        StringBuilder table = new StringBuilder(HEAD);
        rows.forEach(row -> table.append(String.join(" | ", row)).append('\n'));
        return TableText.parse(table.toString());
    }

    private static List<String> oracle(List<String[]> rows) {
        Map<String, String[]> best = new HashMap<>();
        for (String[] row : rows) {
            if (!row[0].equals("NULL")) {
                best.merge(row[0], row, (a, b) -> rank(a).compareTo(rank(b)) > 0 ? a : b);
            }
        }
        return best.values().stream().map(row -> String.join(" | ", row)).toList();
    }

    private static String rank(String[] row) {
        return (row[1].equals("NULL") ? "" : row[1]) + "/" + row[3] + "/"
                + String.format("%09d", Long.parseLong(row[4]));
    }

    /** XXH64 of eight bytes is a permutation; this is its inverse. */
    private static long preimage(long hash, long seed) {
        long p1 = 0x9E3779B185EBCA87L;
        long p2 = 0xC2B2AE3D27D4EB4FL;
        long p3 = 0x165667B19E3779F9L;
        long p4 = 0x85EBCA77C2B2AE63L;
        long p5 = 0x27D4EB2F165667C5L;
        long h = unshift(hash, 32) * inverse(p3);
        h = unshift(h, 29) * inverse(p2);
        h = unshift(h, 33);
        h = Long.rotateRight((h - p4) * inverse(p1), 27) ^ (seed + p5 + 8);
        return Long.rotateRight(h * inverse(p1), 31) * inverse(p2);
    }

    private static long unshift(long value, int bits) {
        long result = value;
        for (int i = 0; i < 64 / bits; i++) {
            result = value ^ result >>> bits;
        }
        return result;
    }

    /** Newton's iteration for the inverse modulo 2^64 of an odd number. */
    private static long inverse(long odd) {
        long inverse = odd;
        for (int i = 0; i < 6; i++) {
            inverse *= 2 - odd * inverse;
        }
        return inverse;
    }
}
