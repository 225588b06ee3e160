package dev.starbeam.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

class RangePackTest {
    @Test
    void neighboursThatAreSmallAreReadTogetherInTheOrderOfTheirPaths() {
        assertThat(sizes(RangePack.neighbours(ranges("", 10, 40, 50, 500, 20, 60, 90), 100)))
                .containsExactly(List.of(10L, 40L, 50L), List.of(500L), List.of(20L, 60L), List.of(90L));
        assertThat(RangePack.neighbours(ranges("", new long[2500]), 100))
                .extracting(pack -> pack.ranges().size())
                .containsExactly(1000, 1000, 500);
        assertThat(RangePack.neighbours(List.of(), 100)).isEmpty();
    }

    @Test
    void aPackOfManyFilesIsASmallElement() throws Exception {
        RangePack pack = new RangePack(ranges("s3://bucket/" + "long/".repeat(60), new long[1000]));
        assertThat(CoderUtils.encodeToByteArray(RangePack.PackCoder.of(), pack)).hasSizeLessThan(1 << 20);
        CoderProperties.coderDecodeEncodeEqual(RangePack.PackCoder.of(), pack);
        SourceFile tagged = new SourceFile("a", 1, 2, "etag", true);
        CoderProperties.coderDecodeEncodeEqual(SourceFile.FileCoder.of(), tagged);
        CoderProperties.coderDecodeEncodeEqual(
                RangePack.PackCoder.of(), new RangePack(List.of(SourceRange.unsplittable("raw", tagged, 8))));
    }

    private static List<SourceRange> ranges(String directory, long... sizes) {
        List<SourceRange> ranges = new ArrayList<>();
        for (long size : sizes) {
            String path = directory + "part_" + ranges.size() + ".csv";
            ranges.add(SourceRange.of("raw_test", new SourceFile(path, size, 1, null, true)));
        }
        return ranges;
    }

    private static List<List<Long>> sizes(List<RangePack> packs) {
        return packs.stream()
                .map(pack -> pack.ranges().stream().map(SourceRange::size).toList())
                .toList();
    }
}
