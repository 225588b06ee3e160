package dev.starbeam.run.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.Validity;
import dev.starbeam.warehouse.LoadFileFormat;
import dev.starbeam.warehouse.parquet.ParquetBatchWriter;
import dev.starbeam.warehouse.parquet.ParquetFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishDirectoryTest {
    private static final Schema SCHEMA = Schema.of(new Field("x", ColumnType.BIGINT));

    @TempDir
    Path directory;

    /** A worker that was given up goes on while another does its work, and ends later or not at all. */
    @Test
    void attemptsAtOnePieceLeaveEachOtherAlone() throws IOException {
        PublishDirectory publish = new PublishDirectory(directory.toString(), LoadFileFormat.AS_WRITTEN);
        ParquetFile winner;
        try (ParquetBatchWriter zombie = publish.create("fact_orders-1", SCHEMA);
                ParquetBatchWriter other = publish.create("fact_orders-1", SCHEMA);
                ParquetBatchWriter dying = publish.create("fact_orders-1", SCHEMA)) {
            zombie.write(rows(1));
            other.write(rows(1));
            dying.write(rows(1));
            winner = other.finish();
            byte[] finished = Files.readAllBytes(Path.of(winner.uri()));
            zombie.write(rows(2));
            assertThat(zombie.finish().uri()).isNotEqualTo(winner.uri());
            assertThat(Files.readAllBytes(Path.of(winner.uri()))).isEqualTo(finished);
        }
        assertThat(Path.of(winner.uri())).isNotEmptyFile();
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left.map(
                            file -> PublishDirectory.piece(file.getFileName().toString())))
                    .containsExactly("fact_orders-1", "fact_orders-1");
        }
    }

    private static ColumnBatch rows(long value) {
        return new ColumnBatch(
                SCHEMA, 1, List.of(new LongColumn(ColumnType.BIGINT, new long[] {value}, Validity.allValid(1))));
    }
}
