package dev.starbeam.ingest.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.ingest.csv.CsvOptions.QuotedNewlines;
import dev.starbeam.model.source.FilesModel;
import dev.starbeam.model.source.HeaderPolicy;
import dev.starbeam.reject.RejectedRow;
import dev.starbeam.source.BatchReader;
import dev.starbeam.source.Committed;
import dev.starbeam.source.FileSource;
import dev.starbeam.source.InvalidSourceException;
import dev.starbeam.source.RangePack;
import dev.starbeam.source.RangeParts;
import dev.starbeam.source.SourceFile;
import dev.starbeam.source.SourceRange;
import dev.starbeam.source.SplitRanges;
import dev.starbeam.source.UnreadableSourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.util.SerializableUtils;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitRangesTest {
    @TempDir
    Path directory;

    @Test
    void everyByteOfEveryFileIsInExactlyOneShard() throws IOException {
        FilesModel source = manyFiles(CsvOptions.RFC_4180);
        Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.create());
        PCollection<RangePack> shards = pipeline.apply(splitting(source));
        long sizes = planned(source).stream().mapToLong(SourceRange::size).sum();
        PAssert.that(shards).satisfies(found -> {
            assertCovers(found, sizes);
            return null;
        });
        pipeline.run().waitUntilFinish();
    }

    @Test
    void aListingMadeBeforeIsTheOneThatIsRead() throws IOException {
        FilesModel source = manyFiles(CsvOptions.RFC_4180);
        List<SourceRange> listed = planned(source);
        Files.writeString(directory.resolve("part_9.csv"), "a,b\n1,late\n");
        Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.create());
        PCollection<RangePack> shards =
                pipeline.apply(SplitRanges.of(CsvFixture.files(source), listed).into(500));
        long sizes = listed.stream().mapToLong(SourceRange::size).sum();
        PAssert.that(shards).satisfies(found -> {
            assertCovers(found, sizes);
            return null;
        });
        pipeline.run().waitUntilFinish();
    }

    @Test
    void aPackIsReadAsItsFilesAreOneByOne() throws IOException {
        StringBuilder rows = new StringBuilder();
        List<SourceRange> ranges = new ArrayList<>();
        for (int file = 0; file < 20; file++) {
            Path path = directory.resolve("small_" + (char) ('a' + file) + ".csv");
            String text = file % 5 == 4 ? "" : "a,b\n" + file + ",x\nbad\n" + file + ",y\n";
            Files.writeString(path, text);
            ranges.add(SourceRange.of("raw_test", new SourceFile(path.toString(), text.length(), 1, null, true)));
        }
        List<RejectedRow> rejected = new ArrayList<>();
        FileSource source = CsvFixture.files(source(directory + "/small_*.csv", CsvOptions.RFC_4180));
        try (RangeParts parts = new RangePack(ranges).read(source);
                BatchReader reader = parts.list().get(0).open(rejected::add)) {
            for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                for (int row = 0; row < batch.rows(); row++) {
                    rows.append(batch.text("a").string(row))
                            .append(batch.text("b").string(row))
                            .append(' ');
                }
            }
            assertThat(reader.recordsRead()).isEqualTo(48);
            assertThat(reader.bytesRead())
                    .isEqualTo(ranges.stream().mapToLong(SourceRange::size).sum());
        }
        assertThat(rows)
                .hasToString(
                        "0x 0y 1x 1y 2x 2y 3x 3y 5x 5y 6x 6y 7x 7y 8x 8y 10x 10y 11x 11y 12x 12y 13x 13y 15x 15y 16x 16y"
                                + " 17x 17y 18x 18y ");
        assertThat(rejected).hasSize(16);
    }

    @Test
    void noMatchFailsThePlanWithAMessageThatNamesTheLocation() {
        FilesModel source = source(directory + "/nothing_*.csv", CsvOptions.RFC_4180);
        assertThatThrownBy(() -> planned(source))
                .isInstanceOf(InvalidSourceException.class)
                .hasMessage("source raw_test: no file matches " + directory + "/nothing_*.csv."
                        + " Check the path (a relative one begins at the working directory, a directory needs /*.csv"
                        + " after it) and that the files were delivered.");
    }

    @Test
    void shardsBeginAtLinesWhereNoQuotedLineBreaksAreDeclared() throws IOException {
        CsvOptions csv = CsvFixture.format(',', '"', '"', "UTF-8", List.of(), QuotedNewlines.NO, 1 << 20, true);
        StringBuilder text = new StringBuilder("a,b\r\n");
        for (int i = 0; i < 500; i++) {
            text.append(i).append(",x").append(i % 3 == 0 ? "\r" : i % 3 == 1 ? "\n" : "\r\n");
        }
        Path file = directory.resolve("lines.csv");
        Files.writeString(file, text);
        FilesModel source = CsvFixture.source(file, csv, "a", "b");
        for (int shardBytes : new int[] {1, 2, 3, 50, 51, 52, 53, 1000}) {
            assertThat(CsvFixture.readInShards(source, shardBytes).rows)
                    .isEqualTo(CsvFixture.read(source).rows)
                    .hasSize(500);
        }
    }

    @Test
    void smallFilesAreOneRangeEachAndTheSameEachTime() throws IOException {
        FilesModel source = manyFiles(CsvOptions.RFC_4180);
        SourceFile file = CsvFixture.file(source);
        SourceRange range = CsvFixture.split(source, 1 << 20).get(0);
        assertThat(range).isEqualTo(CsvFixture.split(source, file.size()).get(0));
        assertThat(range.end()).isEqualTo(file.size());
        assertThat(range.size()).isEqualTo(file.size());
        assertThat(SerializableUtils.clone(range)).isEqualTo(range);
    }

    @Test
    void aFileThatBecameShorterIsUnreadable() throws IOException {
        Path file = directory.resolve("shrinking.csv");
        Files.writeString(file, "a,b\n1,2\n3,4\n");
        FilesModel source = CsvFixture.source(file, CsvOptions.RFC_4180, "a", "b");
        SourceRange shard = CsvFixture.whole(source);
        Files.writeString(file, "a,b\n1,2\n");
        CsvFixture.Content content = new CsvFixture.Content();
        assertThatThrownBy(() -> content.add(source, shard, 64, 8))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining("the file ends at byte 8, but when it was listed it had at least 12 bytes");
        assertThat(content.rows).containsExactly(List.of("1", "2"));
    }

    /** Three files with quoted line breaks, the last of them empty. */
    private FilesModel manyFiles(CsvOptions csv) throws IOException {
        for (int file = 1; file <= 2; file++) {
            StringBuilder text = new StringBuilder("a,b\n");
            for (int i = 0; i < 300; i++) {
                text.append(i).append(",\"one\n\"\"two\"\"\"\n");
            }
            Files.writeString(directory.resolve("part_" + file + ".csv"), text);
        }
        Files.writeString(directory.resolve("part_3.csv"), "");
        return source(directory + "/part_*.csv", csv);
    }

    private static SplitRanges splitting(FilesModel source) throws IOException {
        return SplitRanges.of(CsvFixture.files(source), planned(source)).into(500);
    }

    private static List<SourceRange> planned(FilesModel source) throws IOException {
        return CsvFixture.files(source).plan(Committed.NOTHING).found();
    }

    private static FilesModel source(String location, CsvOptions csv) {
        return CsvFixture.source(location, csv, HeaderPolicy.DEFAULT, "a", "b");
    }

    private static void assertCovers(Iterable<RangePack> found, long sizes) {
        List<SourceRange> shards = new ArrayList<>(StreamSupport.stream(found.spliterator(), false)
                .flatMap(pack -> pack.ranges().stream())
                .toList());
        shards.sort(Comparator.comparing(SourceRange::path).thenComparing(SourceRange::start));
        assertThat(shards).hasSizeGreaterThan(10);
        assertThat(shards.stream().mapToLong(SourceRange::size).sum()).isEqualTo(sizes);
        for (int i = 1; i < shards.size(); i++) {
            SourceRange shard = shards.get(i);
            SourceRange before = shards.get(i - 1);
            assertThat(shard.start()).isEqualTo(shard.path().equals(before.path()) ? before.end() : 0);
        }
    }
}
