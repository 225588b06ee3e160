package dev.starbeam.ingest.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class KeyRangeTest {
    @Test
    void rangesHaveAboutOneWidthAndOpenEnds() {
        assertThat(KeyRange.cut(1, 100, 4)).containsExactly(below(26), range(26, 51), range(51, 76), from(76));
    }

    @Test
    void keysMayBeNegative() {
        assertThat(KeyRange.cut(-10, 9, 2)).containsExactly(below(0), from(0));
    }

    @Test
    void fewValuesMakeFewRanges() {
        assertThat(KeyRange.cut(5, 5, 8)).containsExactly(KeyRange.ALL);
        assertThat(KeyRange.cut(5, 6, 8)).containsExactly(below(6), from(6));
    }

    @Test
    void oneRangeIsEverything() {
        assertThat(KeyRange.cut(1, 100, 1)).containsExactly(KeyRange.ALL);
    }

    @Test
    void theWidestSpanDoesNotOverflow() {
        assertThat(KeyRange.cut(Long.MIN_VALUE, Long.MAX_VALUE, 2)).containsExactly(below(0), from(0));
    }

    @Property
    void everyValueIsInExactlyOneRange(
            @ForAll long one, @ForAll long other, @ForAll long value, @ForAll @IntRange(min = 1, max = 64) int wanted) {
        List<KeyRange> ranges = KeyRange.cut(Math.min(one, other), Math.max(one, other), wanted);
        assertThat(ranges).hasSizeBetween(1, wanted);
        assertThat(ranges.stream().filter(range -> holds(range, value))).hasSize(1);
    }

    private static boolean holds(KeyRange range, long value) {
        return (range.from() == null || value >= range.from()) && (range.to() == null || value < range.to());
    }

    private static KeyRange below(long to) {
        return new KeyRange(null, to, false);
    }

    private static KeyRange range(long from, long to) {
        return new KeyRange(from, to, false);
    }

    private static KeyRange from(long from) {
        return new KeyRange(from, null, false);
    }
}
