package dev.starbeam.ingest.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.ingest.InvalidSourceException;
import dev.starbeam.ingest.file.ShardPack;
import dev.starbeam.ingest.file.SourceFile;
import dev.starbeam.ingest.file.SourceFiles;
import dev.starbeam.ingest.file.SourceShard;
import dev.starbeam.ingest.file.UnreadableSourceException;
import dev.starbeam.model.CsvFormat;
import dev.starbeam.model.CsvFormat.QuotedNewlines;
import dev.starbeam.model.HeaderPolicy;
import dev.starbeam.model.SourceModel;
import dev.starbeam.reject.RejectedRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.util.SerializableUtils;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindShardsTest {
    @TempDir
    Path directory;

    @Test
    void everyByteOfEveryFileIsInExactlyOneShard() throws IOException {
        SourceModel source = manyFiles(CsvFormat.RFC_4180);
        Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.create());
        PCollection<ShardPack> shards = pipeline.apply(FindShards.of(source).withShardBytes(500));
        long sizes =
                SourceFiles.list(source).stream().mapToLong(SourceFile::size).sum();
        PAssert.that(shards).satisfies(found -> {
            assertCovers(found, sizes);
            return null;
        });
        pipeline.run().waitUntilFinish();
    }

    @Test
    void aListingMadeBeforeIsTheOneThatIsRead() throws IOException {
        SourceModel source = manyFiles(CsvFormat.RFC_4180);
        List<SourceFile> listed = SourceFiles.list(source);
        Files.writeString(directory.resolve("part_9.csv"), "a,b\n1,late\n");
        Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.create());
        PCollection<ShardPack> shards =
                pipeline.apply(FindShards.of(source).among(listed).withShardBytes(500));
        long sizes = listed.stream().mapToLong(SourceFile::size).sum();
        PAssert.that(shards).satisfies(found -> {
            assertCovers(found, sizes);
            return null;
        });
        pipeline.run().waitUntilFinish();
    }

    @Test
    void neighboursThatAreSmallAreReadTogetherInTheOrderOfTheirPaths() {
        List<SourceFile> files = files(10, 40, 50, 500, 20, 60, 90);
        assertThat(sizes(ShardPack.neighbours(files, CsvFormat.RFC_4180, 100)))
                .containsExactly(List.of(10L, 40L, 50L), List.of(500L), List.of(20L, 60L), List.of(90L));
        assertThat(ShardPack.neighbours(files(new long[2500]), CsvFormat.RFC_4180, 100))
                .extracting(List::size)
                .containsExactly(1000, 1000, 500);
    }

    @Test
    void aPackOfManyFilesIsASmallElement() throws Exception {
        List<SourceShard> shards = new ArrayList<>();
        for (SourceFile file : files(new long[1000])) {
            shards.add(new SourceShard("raw_test", "s3://bucket/" + "long/".repeat(60) + file.path(), 0, 0, 9, 9, 1));
        }
        ShardPack pack = new ShardPack(shards);
        assertThat(CoderUtils.encodeToByteArray(ShardPack.PackCoder.of(), pack)).hasSizeLessThan(1 << 20);
        CoderProperties.coderDecodeEncodeEqual(ShardPack.PackCoder.of(), pack);
        for (SourceFile file : List.of(files(1).get(0), new SourceFile("a", 1, 2, "etag", true))) {
            CoderProperties.coderDecodeEncodeEqual(SourceFile.FileCoder.of(), file);
        }
    }

    @Test
    void aPackIsReadAsItsFilesAreOneByOne() throws IOException {
        StringBuilder rows = new StringBuilder();
        List<SourceShard> shards = new ArrayList<>();
        for (int file = 0; file < 20; file++) {
            Path path = directory.resolve("small_" + (char) ('a' + file) + ".csv");
            String text = file % 5 == 4 ? "" : "a,b\n" + file + ",x\nbad\n" + file + ",y\n";
            Files.writeString(path, text);
            shards.add(new SourceShard("raw_test", path.toString(), 0, 0, text.length(), text.length(), 1));
        }
        List<RejectedRow> rejected = new ArrayList<>();
        SourceModel source = source(directory + "/small_*.csv", CsvFormat.RFC_4180);
        try (PackReader reader = PackReader.open(source, new ShardPack(shards), rejected::add)) {
            for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                for (int row = 0; row < batch.rows(); row++) {
                    rows.append(batch.text("a").string(row))
                            .append(batch.text("b").string(row))
                            .append(' ');
                }
            }
            assertThat(reader.recordsRead()).isEqualTo(48);
            assertThat(reader.bytesRead())
                    .isEqualTo(shards.stream().mapToLong(SourceShard::size).sum());
        }
        assertThat(rows)
                .hasToString(
                        "0x 0y 1x 1y 2x 2y 3x 3y 5x 5y 6x 6y 7x 7y 8x 8y 10x 10y 11x 11y 12x 12y 13x 13y 15x 15y 16x 16y"
                                + " 17x 17y 18x 18y ");
        assertThat(rejected).hasSize(16);
    }

    @Test
    void noMatchFailsTheRunWithAMessageThatNamesTheLocation() {
        SourceModel source = source(directory + "/nothing_*.csv", CsvFormat.RFC_4180);
        Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.create());
        pipeline.apply(FindShards.of(source));
        assertThatThrownBy(() -> pipeline.run().waitUntilFinish())
                .hasRootCauseInstanceOf(InvalidSourceException.class)
                .hasRootCauseMessage("source raw_test: no file matches " + directory + "/nothing_*.csv."
                        + " Check the path (a relative one begins at the working directory, a directory needs /*.csv"
                        + " after it) and that the files were delivered.");
    }

    @Test
    void shardsBeginAtLinesWhereNoQuotedLineBreaksAreDeclared() throws IOException {
        CsvFormat csv = CsvFixture.format(',', '"', '"', "UTF-8", List.of(), QuotedNewlines.NO, 1 << 20, true);
        StringBuilder text = new StringBuilder("a,b\r\n");
        for (int i = 0; i < 500; i++) {
            text.append(i).append(",x").append(i % 3 == 0 ? "\r" : i % 3 == 1 ? "\n" : "\r\n");
        }
        Path file = directory.resolve("lines.csv");
        Files.writeString(file, text);
        SourceModel source = CsvFixture.source(file, csv, "a", "b");
        for (int shardBytes : new int[] {1, 2, 3, 50, 51, 52, 53, 1000}) {
            assertThat(CsvFixture.readInShards(source, shardBytes).rows)
                    .isEqualTo(CsvFixture.read(source).rows)
                    .hasSize(500);
        }
    }

    @Test
    void smallFilesAreOneShardEachAndIdsAreStable() throws IOException {
        SourceModel source = manyFiles(CsvFormat.RFC_4180);
        SourceFile file = SourceFiles.list(source).get(0);
        SourceShard shard = new ShardCutter(source, 1 << 20).cut(file).get(0);
        assertThat(shard)
                .isEqualTo(new ShardCutter(source, file.size()).cut(file).get(0));
        assertThat(shard.end()).isEqualTo(file.size());
        assertThat(shard.size()).isEqualTo(file.size());
        assertThat(shard.id()).matches("raw_test-[0-9a-f]{20}");
        assertThat(new SourceShard("raw_test", "/data/a.csv", 0, 0, 10, 10, 1).id())
                .isEqualTo(new SourceShard("raw_test", "/data/a.csv", 5, 0, 99, 99, 2).id())
                .isNotEqualTo(new SourceShard("raw_test", "/data/a.csv", 0, 1, 10, 10, 1).id());
        assertThat(SerializableUtils.clone(shard)).isEqualTo(shard);
    }

    @Test
    void aFileThatBecameShorterIsUnreadable() throws IOException {
        Path file = directory.resolve("shrinking.csv");
        Files.writeString(file, "a,b\n1,2\n3,4\n");
        SourceModel source = CsvFixture.source(file, CsvFormat.RFC_4180, "a", "b");
        SourceShard shard = CsvFixture.whole(source);
        Files.writeString(file, "a,b\n1,2\n");
        CsvFixture.Content content = new CsvFixture.Content();
        assertThatThrownBy(() -> content.add(source, shard, 64, 8))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining("the file ends at byte 8, but when it was listed it had at least 12 bytes");
        assertThat(content.rows).containsExactly(List.of("1", "2"));
    }

    private static List<SourceFile> files(long... sizes) {
        List<SourceFile> files = new ArrayList<>();
        for (long size : sizes) {
            files.add(new SourceFile("part_" + files.size() + ".csv", size, 1, null, true));
        }
        return files;
    }

    private static List<List<Long>> sizes(List<List<SourceFile>> packs) {
        return packs.stream()
                .map(pack -> pack.stream().map(SourceFile::size).toList())
                .toList();
    }

    /** Three files with quoted line breaks, the last of them empty. */
    private SourceModel manyFiles(CsvFormat csv) throws IOException {
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

    private static SourceModel source(String location, CsvFormat csv) {
        return CsvFixture.source(location, csv, HeaderPolicy.DEFAULT, "a", "b");
    }

    private static void assertCovers(Iterable<ShardPack> found, long sizes) {
        List<SourceShard> shards = new ArrayList<>(StreamSupport.stream(found.spliterator(), false)
                .flatMap(pack -> pack.shards().stream())
                .toList());
        shards.sort(Comparator.comparing(SourceShard::file).thenComparing(SourceShard::start));
        assertThat(shards).hasSizeGreaterThan(10);
        assertThat(shards.stream().mapToLong(SourceShard::size).sum()).isEqualTo(sizes);
        for (int i = 1; i < shards.size(); i++) {
            SourceShard shard = shards.get(i);
            assertThat(shard.start())
                    .isEqualTo(shard.index() == 0 ? 0 : shards.get(i - 1).end());
        }
        assertThat(shards.stream().map(SourceShard::id).distinct()).hasSameSizeAs(shards);
    }
}
