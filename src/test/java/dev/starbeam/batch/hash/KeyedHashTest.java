package dev.starbeam.batch.hash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.BatchArbitraries;
import dev.starbeam.batch.BatchCuts;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Rows;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.batch.Validity;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;

/** Keys whose equality decides what becomes of a row. */
class KeyedHashTest {
    private static final HashSecret SECRET = HashSecret.draw();
    private static final long PRIME_1 = 0x9E3779B185EBCA87L;
    private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;

    /** Two stripes of XXH64 of which the second takes back what the first has changed, under any seed with some luck. */
    @Test
    void keysMadeToCollideUnderEveryFixedHashAreToldApart() {
        long step = inverse(PRIME_2) * PRIME_1 << 30;
        List<byte[]> collided = new ArrayList<>();
        for (long first = 0; first < 64; first++) {
            for (long sign : new long[] {step, -step}) {
                byte[] one = key(first, 77);
                byte[] other = key(first ^ Long.MIN_VALUE, 77 + sign);
                ColumnBatch both = batch(one, other);
                if (RowHash.of(both, List.of("k")).high()[0]
                                == RowHash.of(both, List.of("k")).high()[1]
                        && RowHash.of(both, List.of("k")).low()[0]
                                == RowHash.of(both, List.of("k")).low()[1]) {
                    collided.add(one);
                    assertThat(new HashSet<>(hashes(both, SECRET))).hasSize(2);
                }
            }
        }
        assertThat(collided).isNotEmpty();
    }

    @Test
    void theSecretIsTheSameOnEveryWorkerAndAnotherInEveryRun() {
        ColumnBatch rows = Rows.of("""
                a  | n bigint
                ab | 1
                """);
        assertThat(hashes(rows, SerializableUtils.clone(SECRET))).isEqualTo(hashes(rows, SECRET));
        assertThat(hashes(rows, HashSecret.draw())).isNotEqualTo(hashes(rows, SECRET));
        assertThat(SECRET.toString()).doesNotContain(String.valueOf(SECRET.first()));
    }

    @Test
    void rowsThatDifferOnlyInNullOrderOrBoundsHashDifferently() {
        assertThat(hashes(Rows.of("""
                        a                | b
                        NULL             | NULL
                        ''               | ''
                        NULL             | ''
                        ''               | NULL
                        x                | y
                        y                | x
                        ab               | c
                        a                | bc
                        abc              | ''
                        1234567          | ''
                        12345678         | ''
                        123456789012345  | ''
                        1234567890123456 | ''
                        """), SECRET)).doesNotHaveDuplicates();
    }

    @Property(tries = 100)
    void aRowHashesTheSameInAnyCut(@ForAll("cut") Tuple2<ColumnBatch, List<ColumnBatch>> cut) {
        List<String> pieces = new ArrayList<>();
        cut.get2().forEach(piece -> pieces.addAll(hashes(piece, SECRET)));
        assertThat(pieces).isEqualTo(hashes(cut.get1(), SECRET));
    }

    @Property(tries = 100)
    void rowsHashTheSameExactlyWhenTheyReadTheSame(@ForAll("exact") ColumnBatch batch) {
        assertThat(new HashSet<>(hashes(batch, SECRET))).hasSameSizeAs(new HashSet<>(Rows.lines(batch)));
    }

    @Property(tries = 100)
    void aColumnsCheckIsTheFirstHalfOfItsHash(@ForAll("exact") ColumnBatch batch) {
        for (String name : batch.schema().names()) {
            assertThat(RowHash.check(batch.column(name), SECRET))
                    .isEqualTo(RowHash.keyed(batch, List.of(name), SECRET).high());
        }
    }

    @Provide
    Arbitrary<Tuple2<ColumnBatch, List<ColumnBatch>>> cut() {
        return BatchArbitraries.batches().flatMap(batch -> BatchCuts.of(batch).map(pieces -> Tuple.of(batch, pieces)));
    }

    @Provide
    Arbitrary<ColumnBatch> exact() {
        return BatchArbitraries.batches(Rows.schema("a | b bigint | c boolean | d | e decimal(1,0)"));
    }

    private static List<String> hashes(ColumnBatch batch, HashSecret secret) {
        RowHash hash = RowHash.keyed(batch, batch.schema().names(), secret);
        List<String> both = new ArrayList<>();
        for (int row = 0; row < batch.rows(); row++) {
            both.add(hash.high()[row] + ":" + hash.low()[row]);
        }
        return both;
    }

    private static ColumnBatch batch(byte[] one, byte[] other) {
        byte[] bytes = ByteBuffer.allocate(128).put(one).put(other).array();
        TextColumn keys = new TextColumn(bytes, new int[] {0, 64}, new int[] {64, 128}, Validity.allValid(2));
        return new ColumnBatch(Rows.schema("k"), 2, List.of(keys));
    }

    /** Two stripes of 32 bytes; the first eight bytes of each differ from key to key. */
    private static byte[] key(long first, long second) {
        return ByteBuffer.allocate(64)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(0, first)
                .putLong(32, second)
                .array();
    }

    private static long inverse(long odd) {
        long inverse = odd;
        for (int i = 0; i < 6; i++) {
            inverse *= 2 - odd * inverse;
        }
        return inverse;
    }
}
