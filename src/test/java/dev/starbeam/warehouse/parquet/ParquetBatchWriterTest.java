package dev.starbeam.warehouse.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.DoubleColumn;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.batch.TextColumnBuilder;
import dev.starbeam.batch.Validity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetBatchWriterTest {
    @TempDir
    Path directory;

    @Property(tries = 60)
    void duckDbReadsEveryCellBack(
            @ForAll long seed,
            @ForAll @Size(max = 4) List<@IntRange(max = 700) Integer> sizes,
            @ForAll @IntRange(max = 4) int nullQuarters,
            @ForAll ParquetCompression compression,
            @ForAll @IntRange(min = 1, max = 900) int rowGroupRows)
            throws Exception {
        RandomBatches batches = new RandomBatches(seed, nullQuarters / 4.0);
        List<ColumnBatch> written = sizes.stream().map(batches::next).toList();
        Path file = Files.createTempFile("starbeam", ".parquet");
        try {
            write(file, RandomBatches.SCHEMA, compression, rowGroupRows, written);
            assertThat(read(file)).isEqualTo(rows(written));
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void manyRowGroupsAndATextColumnThatOutgrowsItsDictionary() throws Exception {
        RandomBatches batches = new RandomBatches(7, 0.1);
        List<ColumnBatch> written =
                Stream.generate(() -> batches.next(3_000)).limit(10).toList();
        Path file = directory.resolve("many.parquet");
        write(file, RandomBatches.SCHEMA, ParquetCompression.UNCOMPRESSED, 6_000, written);
        assertThat(read(file)).isEqualTo(rows(written));
        assertThat(query("select distinct row_group_id || ' ' || row_group_num_rows from parquet_metadata('" + file
                        + "') order by 1"))
                .containsExactly(
                        List.of("0 6000"), List.of("1 6000"), List.of("2 6000"), List.of("3 6000"), List.of("4 6000"));
        assertThat(query("select distinct encodings from parquet_metadata('" + file
                        + "') where path_in_schema = 'many' and row_group_id > 1"))
                .containsExactly(List.of("PLAIN, RLE"));
        assertThat(query("select distinct encodings from parquet_metadata('" + file
                        + "') where path_in_schema = 'constant'"))
                .containsExactly(List.of("PLAIN, RLE, RLE_DICTIONARY"));
    }

    @Test
    void aFileWithoutRowsStillHasItsColumns() throws Exception {
        Path file = directory.resolve("empty.parquet");
        write(file, RandomBatches.SCHEMA, ParquetCompression.SNAPPY, 10, List.of());
        assertThat(read(file)).isEmpty();
        assertThat(query("select column_name, column_type from (describe select * from '" + file + "')"))
                .containsExactly(
                        List.of("few", "VARCHAR"),
                        List.of("many", "VARCHAR"),
                        List.of("constant", "VARCHAR"),
                        List.of("whole", "BIGINT"),
                        List.of("money", "DECIMAL(18,3)"),
                        List.of("small", "DECIMAL(4,2)"),
                        List.of("ratio", "DOUBLE"),
                        List.of("day", "DATE"),
                        List.of("at", "TIMESTAMP"),
                        List.of("yes", "BOOLEAN"));
    }

    @Test
    void statisticsTellBoundsAndNulls() throws Exception {
        Schema schema = Schema.of(new Field("n", ColumnType.BIGINT), new Field("d", ColumnType.DATE));
        Validity lastIsNull = Validity.ofWords(3, new long[] {0b011});
        ColumnBatch batch = new ColumnBatch(
                schema,
                3,
                List.of(
                        new LongColumn(ColumnType.BIGINT, new long[] {-5, 7, 99}, lastIsNull),
                        new LongColumn(ColumnType.DATE, new long[] {0, 1, 2}, Validity.allValid(3))));
        Path file = directory.resolve("statistics.parquet");
        write(file, schema, ParquetCompression.UNCOMPRESSED, 10, List.of(batch));
        assertThat(query("select path_in_schema, stats_min_value, stats_max_value, stats_null_count, num_values"
                        + " from parquet_metadata('" + file + "')"))
                .containsExactly(List.of("n", "-5", "7", "1", "3"), List.of("d", "1970-01-01", "1970-01-03", "0", "3"));
        assertThat(query("select created_by, num_rows from parquet_file_metadata('" + file + "')"))
                .containsExactly(List.of("starbeam", "3"));
    }

    @Test
    void unusualValuesSurvive() throws Exception {
        Schema schema = Schema.of(new Field("text", ColumnType.TEXT), new Field("number", ColumnType.DOUBLE));
        TextColumnBuilder text = new TextColumnBuilder(6, 8);
        List.of("", "a\0b", "\n\"',", "😀".repeat(50), "é").forEach(text::append);
        text.append("z".repeat(10 << 20));
        double[] numbers = {Double.NaN, Double.NEGATIVE_INFINITY, -0.0, Double.MIN_VALUE, Double.MAX_VALUE, 1};
        ColumnBatch batch =
                new ColumnBatch(schema, 6, List.of(text.build(), new DoubleColumn(numbers, Validity.allValid(6))));
        Path file = directory.resolve("unusual.parquet");
        write(file, schema, ParquetCompression.UNCOMPRESSED, 10, List.of(batch, batch));
        assertThat(read(file)).isEqualTo(rows(List.of(batch, batch)));
    }

    @Test
    void aBatchOfHugeTextsIsCutIntoSeveralPages() throws Exception {
        Schema schema = Schema.of(new Field("text", ColumnType.TEXT));
        ColumnBatch batch = new ColumnBatch(schema, 100, List.of(TextColumn.constant("y".repeat(2 << 20), 100)));
        Path file = directory.resolve("huge.parquet");
        write(file, schema, ParquetCompression.UNCOMPRESSED, 1_000, List.of(batch));
        assertThat(query("select count(*), min(length(text)), max(length(text)) from '" + file + "'"))
                .containsExactly(List.of("100", "2097152", "2097152"));
    }

    @Test
    void theFileAppearsWholeAndReplacesAnEarlierAttempt() throws Exception {
        Path file = directory.resolve("part-0.parquet");
        Files.writeString(file, "left by an earlier attempt");
        ColumnBatch batch = new RandomBatches(1, 0).next(5);
        try (ParquetBatchWriter writer =
                ParquetBatchWriter.create(file.toString(), RandomBatches.SCHEMA, ParquetCompression.UNCOMPRESSED)) {
            writer.write(batch);
            assertThat(file).hasContent("left by an earlier attempt");
            ParquetFile written = writer.finish();
            assertThat(written).isEqualTo(new ParquetFile(file.toString(), 5, Files.size(file)));
        }
        assertThat(read(file)).isEqualTo(rows(List.of(batch)));
        assertThat(filesThere()).containsExactly("part-0.parquet");
    }

    @Test
    void anAbandonedFileLeavesNothing() throws Exception {
        Path file = directory.resolve("part-0.parquet");
        try (ParquetBatchWriter writer =
                ParquetBatchWriter.create(file.toString(), RandomBatches.SCHEMA, ParquetCompression.UNCOMPRESSED)) {
            writer.write(new RandomBatches(1, 0).next(5));
        }
        assertThat(filesThere()).isEmpty();
    }

    @Test
    void aBatchOfAnotherSchemaIsRefused() throws Exception {
        Schema other = Schema.of(new Field("n", ColumnType.BIGINT));
        try (ParquetBatchWriter writer = ParquetBatchWriter.create(
                directory.resolve("x.parquet").toString(), other, ParquetCompression.UNCOMPRESSED)) {
            assertThatThrownBy(() -> writer.write(new RandomBatches(1, 0).next(1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("does not fit a file of");
        }
    }

    private List<String> filesThere() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(f -> f.getFileName().toString()).toList();
        }
    }

    private static void write(
            Path file, Schema schema, ParquetCompression compression, long rowGroupRows, List<ColumnBatch> batches)
            throws IOException {
        try (ParquetBatchWriter writer =
                ParquetBatchWriter.create(file.toString(), schema, compression, rowGroupRows)) {
            for (ColumnBatch batch : batches) {
                writer.write(batch);
            }
            writer.finish();
        }
    }

    private static List<List<String>> rows(List<ColumnBatch> batches) {
        List<List<String>> rows = new ArrayList<>();
        for (ColumnBatch batch : batches) {
            for (int row = 0; row < batch.rows(); row++) {
                int wanted = row;
                rows.add(batch.columns().stream().map(c -> cell(c, wanted)).toList());
            }
        }
        return rows;
    }

    private static String cell(Column column, int row) {
        if (column.isNull(row)) {
            return "NULL";
        }
        return switch (column.type().kind()) {
            case TIMESTAMP -> Long.toString(((LongColumn) column).value(row));
            default -> column.display(row);
        };
    }

    private static List<List<String>> read(Path file) throws SQLException {
        List<List<String>> types =
                query("select column_name, column_type from (describe select * from '" + file + "')");
        List<String> columns = types.stream()
                .map(t -> t.get(1).equals("TIMESTAMP") ? "epoch_us(\"" + t.get(0) + "\")" : t.get(0))
                .toList();
        return query("select " + String.join(", ", columns) + " from '" + file + "'");
    }

    private static List<List<String>> query(String sql) throws SQLException {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                ResultSet result = duck.createStatement().executeQuery(sql)) {
            List<List<String>> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    Object value = result.getObject(i);
                    row.add(value == null ? "NULL" : value.toString());
                }
                rows.add(row);
            }
            return rows;
        }
    }
}
