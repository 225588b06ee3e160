package dev.starbeam.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
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
                List.of(new ContentSum("raw", "f", 0, 8, 1)),
                List.of(new ContentSum("raw", "f", 1, 8, 1)),
                List.of(new ContentSum("raw", "f", 0, 4, 1), new ContentSum("raw", "f", 5, 4, 1)),
                List.of(new ContentSum("raw", "g", 0, 9, 1)))) {
            assertThat(ReadContents.of(List.of(some)).in(List.of(range))).containsExactly(range);
        }
    }

    @Test
    void readersThatMetDifferentBytesAreFound() {
        List<ContentSum> one = List.of(new ContentSum("raw", "f", 0, 9, 1));
        assertThatThrownBy(() -> ReadContents.of(List.of(one, List.of(new ContentSum("raw", "f", 0, 9, 2)))))
                .isInstanceOf(ChangedSourceException.class)
                .hasMessageContaining("f was changed while it was read");
    }

    /** One source cuts it where its lines begin, another can't since its dialect has line breaks within quotes. */
    @Test
    void twoSourcesMayCutOneFileInDifferentWays() throws ChangedSourceException {
        byte[] bytes = "a,b\n1,2\n3,4\n".getBytes(StandardCharsets.UTF_8);
        ContentSum whole = sum(bytes, 0, bytes.length);
        List<ContentSum> pieces = List.of(
                new ContentSum("other", "f", 0, 4, sum(bytes, 0, 4).crc()),
                new ContentSum("other", "f", 4, 8, sum(bytes, 4, 12).crc()));
        ReadContents contents = ReadContents.of(List.of(List.of(whole), pieces));
        SourceFile file = new SourceFile("f", bytes.length, 1, null, true);
        for (String source : List.of("raw", "other")) {
            assertThat(contents.in(List.of(SourceRange.of(source, file)))
                            .get(0)
                            .file()
                            .content())
                    .isEqualTo(whole.text());
        }
    }

    @Test
    void sourcesThatMetDifferentContentsAreFound() throws ChangedSourceException {
        ReadContents contents = ReadContents.of(
                List.of(List.of(new ContentSum("raw", "f", 0, 9, 1), new ContentSum("other", "f", 0, 9, 2))));
        SourceFile file = new SourceFile("f", 9, 1, null, true);
        assertThat(contents.in(List.of(SourceRange.of("raw", file)))).hasSize(1);
        assertThatThrownBy(() -> contents.in(List.of(SourceRange.of("other", file))))
                .isInstanceOf(ChangedSourceException.class)
                .hasMessageContaining("f was changed while it was read");
    }

    private static ContentSum sum(byte[] bytes, int start, int end) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, start, end - start);
        return new ContentSum("raw", "f", start, end - start, (int) crc.getValue());
    }
}
