package dev.starbeam.batch.hash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The index finds what a map finds, however the hashes crowd. */
class HashIndexTest {
    record Hash(long high, long low) {}

    /** Few different halves, so that many hashes begin at one slot. */
    @Provide
    Arbitrary<List<Hash>> hashes() {
        Arbitrary<Long> halves = Arbitraries.longs().between(-3, 3).map(half -> half << 40 | half & 1);
        return halves.tuple2()
                .map(pair -> new Hash(pair.get1(), pair.get2()))
                .list()
                .ofMaxSize(300);
    }

    @Property(tries = 200)
    void itFindsTheRowThatAMapFinds(@ForAll("hashes") List<Hash> added, @ForAll("hashes") List<Hash> asked) {
        HashIndex index = new HashIndex(1);
        Map<Hash, Integer> oracle = new HashMap<>();
        for (Hash hash : added) {
            if (index.find(hash.high(), hash.low()) == HashIndex.ABSENT) {
                oracle.put(hash, index.add(hash.high(), hash.low()));
            }
        }
        assertThat(index.size()).isEqualTo(oracle.size());
        for (Hash hash : asked) {
            int expected = oracle.getOrDefault(hash, HashIndex.ABSENT);
            assertThat(index.find(hash.high(), hash.low())).isEqualTo(expected);
            assertThat(index.find(hash.high(), hash.low(), row -> false)).isEqualTo(HashIndex.ABSENT);
        }
    }
}
