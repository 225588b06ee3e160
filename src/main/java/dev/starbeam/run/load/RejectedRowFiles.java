package dev.starbeam.run.load;

import dev.starbeam.reject.RejectedRow;
import dev.starbeam.reject.RejectedRowSink;
import dev.starbeam.reject.RejectedRows;
import dev.starbeam.warehouse.parquet.ParquetBatchWriter;
import dev.starbeam.warehouse.parquet.ParquetFile;
import dev.starbeam.warehouse.table.QualityTables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps rejected rows in Parquet files with the columns of {@code quality.rejected_rows}. Each attempt writes a file of
 * its own name; only files that a finished bundle names are published. What they are finished as ends in row count and
 * size, so that the files need no descriptor.
 *
 * @param directory where the files go
 */
public record RejectedRowFiles(PublishDirectory directory) implements RejectedRowSink.Factory {
    private static final int ROWS_A_BATCH = 4096;

    /** Rows are written earlier where they are large: each worker keeps so many of several stages. */
    private static final long CHARS_A_BATCH = 4L << 20;

    @Override
    public RejectedRowSink open(String stage) {
        return new Sink("rejected-" + stage);
    }

    /** The file behind what {@link RejectedRowSink#finish} returned. */
    public static LoadFile staged(String finished) {
        int bytes = finished.lastIndexOf('#');
        int rows = finished.lastIndexOf('#', bytes - 1);
        return new LoadFile(
                QualityTables.REJECTED_ROWS.name(),
                finished.substring(0, rows),
                Long.parseLong(finished.substring(rows + 1, bytes)),
                Long.parseLong(finished.substring(bytes + 1)));
    }

    private final class Sink implements RejectedRowSink {
        private final String name;
        private final List<RejectedRow> pending = new ArrayList<>();
        private @Nullable ParquetBatchWriter writer;
        private long rows;
        private long pendingChars;

        Sink(String name) {
            this.name = name;
        }

        @Override
        public void add(RejectedRow row) throws IOException {
            pending.add(row);
            rows++;
            pendingChars += row.raw() == null ? 0 : row.raw().length();
            if (pending.size() == ROWS_A_BATCH || pendingChars >= CHARS_A_BATCH) {
                flush();
            }
        }

        @Override
        public Optional<String> finish() throws IOException {
            if (rows == 0) {
                return Optional.empty();
            }
            ParquetFile file = flush().finish();
            return Optional.of(file.uri() + "#" + file.rows() + "#" + file.bytes());
        }

        @Override
        public void close() throws IOException {
            if (writer != null) {
                writer.close();
            }
        }

        private ParquetBatchWriter flush() throws IOException {
            ParquetBatchWriter open = writer;
            if (open == null) {
                open = directory.create(name, RejectedRows.SCHEMA);
                writer = open;
            }
            open.write(RejectedRows.toBatch(pending));
            pending.clear();
            pendingChars = 0;
            return open;
        }
    }
}
