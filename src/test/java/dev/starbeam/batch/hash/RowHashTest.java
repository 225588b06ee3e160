package dev.starbeam.batch.hash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.BatchArbitraries;
import dev.starbeam.batch.BatchCuts;
import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.DoubleColumn;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.Rows;
import dev.starbeam.batch.Validity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.junit.jupiter.api.Test;

class RowHashTest {
    /** Key blocks and states may outlive a release. */
    @Test
    void hashesStayWhatTheyWereInEarlierReleases() {
        assertThat(hashes(Rows.of("""
                        t    | n bigint
                        ab   | 1
                        NULL | -5
                        ''   | NULL
                        """)))
                .containsExactly(
                        "7801d5c99c9dff55:2dd08640dba0cbec",
                        "cdc563ea7d3cc77e:a0e97c07b61e3224",
                        "e900b18886075b4c:ab1f13a4d2adde8b");
    }

    @Test
    void rowsThatDifferOnlyInNullOrderOrBoundsHashDifferently() {
        List<String> hashes = hashes(Rows.of("""
                        a    | b
                        NULL | NULL
                        ''   | ''
                        NULL | ''
                        ''   | NULL
                        x    | y
                        y    | x
                        x    | NULL
                        NULL | x
                        ab   | c
                        a    | bc
                        abc  | ''
                        """));
        assertThat(hashes).doesNotHaveDuplicates();
    }

    @Test
    void nullsAreEqualWhateverStandsInTheirPlace() {
        Validity nulls = Validity.allNull(2);
        ColumnBatch batch = new ColumnBatch(
                Rows.schema("n bigint"), 2, List.of(new LongColumn(ColumnType.BIGINT, new long[] {1, 2}, nulls)));
        assertThat(new HashSet<>(hashes(batch))).hasSize(1);
    }

    @Test
    void zerosOfEitherSignAreEqualAndSoAreAllNaNs() {
        double[] values = {0.0, -0.0, Double.NaN, Double.longBitsToDouble(0xFFF8000000000001L), 1.0};
        ColumnBatch batch =
                new ColumnBatch(Rows.schema("d double"), 5, List.of(new DoubleColumn(values, Validity.allValid(5))));
        List<String> hashes = hashes(batch);
        assertThat(hashes.get(0)).isEqualTo(hashes.get(1)).isNotEqualTo(hashes.get(2));
        assertThat(hashes.get(2)).isEqualTo(hashes.get(3)).isNotEqualTo(hashes.get(4));
    }

    @Test
    void neitherHalfOfTheHashRepeatsAmongManySmallKeys() {
        long[] values = LongStream.range(0, 200_000).toArray();
        Column column = new LongColumn(ColumnType.BIGINT, values, Validity.allValid(values.length));
        ColumnBatch batch = new ColumnBatch(Rows.schema("a bigint"), values.length, List.of(column))
                .with(
                        "b",
                        new LongColumn(
                                ColumnType.BIGINT,
                                LongStream.of(values).map(value -> value / 7).toArray(),
                                Validity.allValid(values.length)));
        RowHash hash = RowHash.of(batch, List.of("a", "b"));
        assertThat(LongStream.of(hash.high()).distinct().count()).isEqualTo(values.length);
        assertThat(LongStream.of(hash.low()).distinct().count()).isEqualTo(values.length);
    }

    @Property(tries = 100)
    void aRowHashesTheSameInAnyCut(@ForAll("cut") Tuple2<ColumnBatch, List<ColumnBatch>> cut) {
        List<String> pieces = new ArrayList<>();
        cut.get2().forEach(piece -> pieces.addAll(hashes(piece)));
        assertThat(pieces).isEqualTo(hashes(cut.get1()));
    }

    @Property(tries = 100)
    void rowsHashTheSameExactlyWhenTheyReadTheSame(@ForAll("exact") ColumnBatch batch) {
        Set<String> lines = new HashSet<>(Rows.lines(batch));
        assertThat(new HashSet<>(hashes(batch))).hasSameSizeAs(lines);
    }

    @Provide
    Arbitrary<Tuple2<ColumnBatch, List<ColumnBatch>>> cut() {
        return BatchArbitraries.batches().flatMap(batch -> BatchCuts.of(batch).map(pieces -> Tuple.of(batch, pieces)));
    }

    /** Without doubles, of which two that read differently may be equal. */
    @Provide
    Arbitrary<ColumnBatch> exact() {
        return BatchArbitraries.batches(Rows.schema("a | b bigint | c boolean | d | e decimal(1,0)"));
    }

    private static List<String> hashes(ColumnBatch batch) {
        RowHash hash = RowHash.of(batch, batch.schema().names());
        List<String> both = new ArrayList<>();
        for (int row = 0; row < batch.rows(); row++) {
            both.add(Long.toHexString(hash.high()[row]) + ":" + Long.toHexString(hash.low()[row]));
        }
        return both;
    }
}
