package dev.starbeam.ingest.csv;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RecordCursorTest {
    private static final int LARGEST_RECORD = 1 << 30;
    private static final int MOST = LARGEST_RECORD + StrayQuotes.LOOK_AHEAD + RecordTokenizer.PADDING;

    /** It begins with what was carried over, has room for more, and is an array that Java can have. */
    @Property(tries = 200)
    void aChunkGrowsToTheLargestRecordAndNoFurther(
            @ForAll @IntRange(max = MOST) int carried, @ForAll @IntRange(min = 1, max = 1 << 20) int chunkBytes) {
        int capacity = RecordCursor.capacity(carried, chunkBytes, MOST);
        assertThat(capacity).isGreaterThanOrEqualTo(carried + chunkBytes);
        assertThat((long) capacity + capacity / 16 + RecordTokenizer.PADDING).isLessThan(Integer.MAX_VALUE - 8);
        assertThat(capacity).isLessThanOrEqualTo(Math.max(carried + chunkBytes, MOST));
        assertThat((long) capacity).isGreaterThanOrEqualTo(Math.min(2L * carried, MOST));
    }
}
