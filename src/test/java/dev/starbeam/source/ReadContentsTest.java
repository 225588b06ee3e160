package dev.starbeam.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.zip.CRC32C;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The checksum of a file is the same however it was cut. */
class ReadContentsTest {
    @Property(tries = 200)
    void theSumOfAFileIsThatOfItsPiecesInAnyOrder(
            @ForAll @Size(max = 6) List<@IntRange(max = 70_000) Integer> cuts,
            @ForAll @IntRange(max = 70_000) int size,
            @ForAll long seed)
            throws ChangedSourceException {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        List<List<ContentSum>> sums = new ArrayList<>();
        int start = 0;
        TreeSet<Integer> ends = new TreeSet<>(cuts);
        ends.add(size);
        for (int end : ends.headSet(size, true)) {
            sums.add(List.of(sum(bytes, start, end)));
            start = end;
        }
        Collections.shuffle(sums, new Random(seed));
        SourceRange range = SourceRange.of("raw", new SourceFile("f", size, 1, null, true));
        assertThat(ReadContents.of(sums).in(List.of(range)).get(0).file().content())
                .isEqualTo(sum(bytes, 0, size).text());
    }

    @Test
    void aFileThatWasNotReadAsAWholeHasNoKnownContent() throws ChangedSourceException {
        SourceRange range = SourceRange.of("raw", new SourceFile("f", 9, 1, null, true));
        for (List<ContentSum> some : List.of(
                List.<ContentSum>of(),
                List.of(new ContentSum("f", 0, 8, 1)),
                List.of(new ContentSum("f", 1, 8, 1)),
                List.of(new ContentSum("f", 0, 4, 1), new ContentSum("f", 5, 4, 1)),
                List.of(new ContentSum("g", 0, 9, 1)))) {
            assertThat(ReadContents.of(List.of(some)).in(List.of(range))).containsExactly(range);
        }
    }

    @Test
    void readersThatMetDifferentBytesAreFound() {
        List<ContentSum> one = List.of(new ContentSum("f", 0, 9, 1));
        assertThatThrownBy(() -> ReadContents.of(List.of(one, List.of(new ContentSum("f", 0, 9, 2)))))
                .isInstanceOf(ChangedSourceException.class)
                .hasMessageContaining("f was changed while it was read");
    }

    private static ContentSum sum(byte[] bytes, int start, int end) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, start, end - start);
        return new ContentSum("f", start, end - start, (int) crc.getValue());
    }
}
