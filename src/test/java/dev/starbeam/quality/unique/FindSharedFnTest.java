package dev.starbeam.quality.unique;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FindSharedFnTest {
    @Test
    void tellsEachSharedKeyOnce() {
        assertThat(shared(block(1, 2, 3, 2), block(3, 4, 3))).containsExactly(2L, 3L);
    }

    @Test
    void tellsNothingWhenAllKeysDiffer() {
        assertThat(shared(block(1, 2), block(3))).isEmpty();
    }

    private static HashBlock block(long... keys) {
        HashBlock block = new HashBlock("fact.unique(id)", keys.length);
        for (long key : keys) {
            block.add(key, ~key);
        }
        return block;
    }

    private static List<Long> shared(HashBlock... blocks) {
        Iterator<HashBlock> readableOnce = List.of(blocks).iterator();
        HashBlock shared = FindSharedFn.shared(() -> readableOnce);
        return IntStream.range(0, shared.size()).mapToObj(shared::high).toList();
    }
}
