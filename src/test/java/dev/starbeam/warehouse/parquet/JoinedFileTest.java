package dev.starbeam.warehouse.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.Selection;
import dev.starbeam.warehouse.Contents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JoinedFileTest {
    private Path directory;

    @BeforeEach
    @BeforeProperty
    void begin() throws IOException {
        directory = Files.createTempDirectory("joined-file-test");
    }

    @AfterEach
    @AfterProperty
    void end() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }

    @Property(tries = 40)
    void holdsTheRowsOfItsPartsInOrder(
            @ForAll long seed,
            @ForAll @Size(min = 1, max = 5) List<@IntRange(max = 900) Integer> sizes,
            @ForAll @IntRange(min = 50, max = 900) int rowGroupRows)
            throws Exception {
        RandomBatches batches = new RandomBatches(seed, 0.2);
        List<String> parts = new ArrayList<>();
        List<List<String>> expected = new ArrayList<>();
        for (int i = 0; i < sizes.size(); i++) {
            ParquetCompression compression = i % 2 == 0 ? ParquetCompression.UNCOMPRESSED : ParquetCompression.SNAPPY;
            String part = write("part-" + i, compression, rowGroupRows, batches.next(sizes.get(i)));
            parts.add(part);
            expected.addAll(rows(part));
        }
        ParquetFile joined =
                JoinedFile.of(parts, directory.resolve("joined.parquet").toString());
        assertThat(rows(joined.uri())).isEqualTo(expected);
        assertThat(joined.rows()).isEqualTo(expected.size());
        assertThat(joined.bytes()).isEqualTo(Files.size(Path.of(joined.uri())));
    }

    @Test
    void theOrderOfColumnsAndTheStatisticsOfRowGroupsAreKept() throws Exception {
        RandomBatches batches = new RandomBatches(3, 0.5);
        String one = write("one", ParquetCompression.SNAPPY, 100, batches.next(100));
        String two = write("two", ParquetCompression.SNAPPY, 100, batches.next(100));
        String joined = JoinedFile.of(
                        List.of(one, two), directory.resolve("joined.parquet").toString())
                .uri();
        String figures = "select path_in_schema, num_values, stats_null_count, total_compressed_size, encodings,"
                + " compression from parquet_metadata('%s') order by row_group_id, column_id";
        List<List<String>> expected = new ArrayList<>(query(figures.formatted(one)));
        expected.addAll(query(figures.formatted(two)));
        assertThat(query(figures.formatted(joined))).isEqualTo(expected);
    }

    @Test
    void filesOfOtherColumnsAreRefusedAndNothingIsLeft() throws Exception {
        String one = write("one", ParquetCompression.SNAPPY, 100, new RandomBatches(1, 0).next(10));
        String other = directory.resolve("other.parquet").toString();
        Schema schema = Schema.of(new Field("x", ColumnType.BIGINT));
        try (ParquetBatchWriter writer = ParquetBatchWriter.create(other, schema, ParquetCompression.SNAPPY)) {
            writer.finish();
        }
        refuses(List.of(one, other), "the columns of", "one.parquet", "other.parquet differ");
    }

    @Test
    void whatIsNoParquetFileOrHasLostItsEndIsRefusedAndNothingIsLeft() throws Exception {
        String whole = write("one", ParquetCompression.SNAPPY, 100, new RandomBatches(1, 0).next(10));
        byte[] bytes = Files.readAllBytes(Path.of(whole));
        for (int length : List.of(0, 3, 8, bytes.length / 2, bytes.length - 1)) {
            Path cut = Files.write(directory.resolve("cut.parquet"), Arrays.copyOf(bytes, length));
            refuses(List.of(whole, cut.toString()), "cut.parquet is no Parquet file");
        }
        Path text = Files.writeString(
                directory.resolve("text.parquet"), "id,name\n1,a long enough row\n", StandardCharsets.UTF_8);
        refuses(List.of(text.toString()), "text.parquet is no Parquet file");
    }

    private void refuses(List<String> parts, String... message) throws IOException {
        String uri = directory.resolve("joined.parquet").toString();
        assertThatThrownBy(() -> JoinedFile.of(parts, uri))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(message);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(Path::toString)).noneMatch(name -> name.startsWith(uri));
        }
    }

    private String write(String name, ParquetCompression compression, long rowGroupRows, ColumnBatch batch)
            throws IOException {
        String file = directory.resolve(name + ".parquet").toString();
        try (ParquetBatchWriter writer =
                ParquetBatchWriter.create(file, RandomBatches.SCHEMA, compression, rowGroupRows)) {
            int half = batch.rows() / 2;
            writer.write(batch.select(positions(0, half)));
            writer.write(batch.select(positions(half, batch.rows())));
            return writer.finish().uri();
        }
    }

    private static Selection positions(int start, int end) {
        return Selection.of(IntStream.range(start, end).toArray(), end - start);
    }

    private List<List<String>> rows(String file) throws Exception {
        return query("select * from read_parquet('" + file + "')");
    }

    private static List<List<String>> query(String sql) throws Exception {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
            return Contents.query(duck, sql);
        }
    }
}
