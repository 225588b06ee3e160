package dev.starbeam.pipeline.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.Validity;
import dev.starbeam.pipeline.publish.JoinFiles.FileGroup;
import dev.starbeam.run.load.LoadFile;
import dev.starbeam.run.load.PublishDirectory;
import dev.starbeam.warehouse.Contents;
import dev.starbeam.warehouse.LoadFileFormat;
import dev.starbeam.warehouse.engine.Warehouses;
import dev.starbeam.warehouse.parquet.ParquetBatchWriter;
import dev.starbeam.warehouse.parquet.ParquetCompression;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JoinFilesTest {
    private static final Schema SCHEMA = Schema.of(new Field("x", ColumnType.BIGINT));

    @TempDir
    Path directory;

    @Property
    void fillsFilesAsFarAsTheyGoWhateverTheOrder(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 1, max = 120) Integer> sizes, @ForAll Random random) {
        List<LoadFile> files = new ArrayList<>(IntStream.range(0, sizes.size())
                .mapToObj(i -> new LoadFile("t", "d/" + (100 + i), 1, sizes.get(i)))
                .toList());
        List<FileGroup> groups = JoinFiles.fill(files, 100);
        assertThat(groups.stream().flatMap(group -> group.files().stream())).containsExactlyElementsOf(files);
        for (int i = 0; i < groups.size(); i++) {
            List<LoadFile> group = groups.get(i).files();
            assertThat(group.size() == 1 || bytes(group) <= 100).isTrue();
            if (i > 0) {
                assertThat(bytes(groups.get(i - 1).files()) + group.get(0).bytes())
                        .isGreaterThan(100);
            }
            assertThat(groups.get(i).stays()).isEqualTo(groups.size() == files.size());
        }
        Collections.shuffle(files, random);
        assertThat(JoinFiles.fill(files, 100)).isEqualTo(groups);
    }

    @Test
    void joinsTheFilesOfEachTableAndLosesNoRow() throws Exception {
        List<LoadFile> files = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            files.add(write("facts", "facts-" + i, i));
        }
        files.add(write("members", "members-0", 7));
        long most = files.get(0).bytes() * 3;
        PublishDirectory target = directory(most);
        TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
        PCollection<LoadFile> joined = pipeline.apply(Create.of(files).withCoder(LoadFile.FileCoder.of()))
                .apply(JoinFiles.in(target));
        PAssert.that(joined).satisfies(found -> {
            List<LoadFile> all =
                    StreamSupport.stream(found.spliterator(), false).toList();
            assertThat(names(all, "facts")).isEqualTo(Set.of("joined/facts-0", "joined/facts-3", "joined/facts-6"));
            assertThat(names(all, "members")).isEqualTo(Set.of("members-0"));
            assertThat(all).allMatch(file -> file.bytes() <= most);
            assertThat(all.stream().mapToLong(LoadFile::rows).sum()).isEqualTo(16);
            return null;
        });
        pipeline.run().waitUntilFinish();
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
            assertThat(Contents.query(
                            duck, "select list(x order by x) from read_parquet('" + directory + "/joined/*.parquet')"))
                    .isEqualTo(List.of(List.of("[0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6]")));
        }
        assertThat(Files.exists(Path.of(files.get(0).uri()))).isTrue();
    }

    @Test
    void snowflakeGetsLargeCompressedFilesAndDuckDbFilesAsTheyAre() {
        assertThat(Warehouses.target("duckdb:x.duckdb").loadFiles()).isEqualTo(LoadFileFormat.AS_WRITTEN);
        assertThat(Warehouses.target("snowflake://a/d?user=u&access_token=env:T")
                        .loadFiles())
                .isEqualTo(new LoadFileFormat(ParquetCompression.SNAPPY, 250_000_000));
    }

    private PublishDirectory directory(long most) {
        return new PublishDirectory(directory.toString(), new LoadFileFormat(ParquetCompression.SNAPPY, most));
    }

    private LoadFile write(String table, String name, long value) throws Exception {
        try (ParquetBatchWriter writer = directory(1).create(name, SCHEMA)) {
            long[] values = {value, value};
            writer.write(new ColumnBatch(
                    SCHEMA, 2, List.of(new LongColumn(ColumnType.BIGINT, values, Validity.allValid(2)))));
            return LoadFile.of(table, writer.finish());
        }
    }

    private static Set<String> names(List<LoadFile> files, String table) {
        Set<String> names = new HashSet<>();
        for (LoadFile file : files) {
            if (file.table().equals(table)) {
                String parent = Path.of(file.uri()).getParent().getFileName().toString();
                names.add((parent.equals("joined") ? "joined/" : "") + PublishDirectory.piece(file.name()));
            }
        }
        return names;
    }

    private static long bytes(List<LoadFile> files) {
        return files.stream().mapToLong(LoadFile::bytes).sum();
    }
}
