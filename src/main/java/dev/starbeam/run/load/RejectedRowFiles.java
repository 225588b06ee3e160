package dev.starbeam.run.load;

import dev.starbeam.batch.ColumnBatch;
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
 * its own name; only files that a finished bundle names are published. What they are finished as ends in table, row count and
 * size, so that the files need no descriptor.
 *
 * @param directory where the files go
 * @param keys what published rows are to be found by
 */
public record RejectedRowFiles(PublishDirectory directory, List<SetAsideKeys> keys) implements RejectedRowSink.Factory {
    private static final int ROWS_A_BATCH = 4096;

    /** Rows are written earlier where they are large: each worker keeps so many of several stages. */
    private static final long CHARS_A_BATCH = 4L << 20;

    public RejectedRowFiles {
        keys = List.copyOf(keys);
    }

    /** That keep no keys. */
    public RejectedRowFiles(PublishDirectory directory) {
        this(directory, List.of());
    }

    @Override
    public RejectedRowSink open(String stage) {
        return new Sink("rejected-" + stage);
    }

    /** The file behind what {@link RejectedRowSink#finish} returned. */
    public static LoadFile staged(String finished) {
        int bytes = finished.lastIndexOf('#');
        int rows = finished.lastIndexOf('#', bytes - 1);
        int table = finished.lastIndexOf('#', rows - 1);
        return new LoadFile(
                finished.substring(table + 1, rows),
                finished.substring(0, table),
                Long.parseLong(finished.substring(rows + 1, bytes)),
                Long.parseLong(finished.substring(bytes + 1)));
    }

    private static String finished(String table, String uri, long rows, long bytes) {
        return uri + "#" + table + "#" + rows + "#" + bytes;
    }

    private final class Sink implements RejectedRowSink {
        private final String name;
        private final List<RejectedRow> pending = new ArrayList<>();
        private @Nullable ParquetBatchWriter writer;
        private long rows;
        private final List<SetAsideWriter> keyFiles = new ArrayList<>();
        private long pendingChars;

        Sink(String name) {
            this.name = name;
            keys.forEach(one -> keyFiles.add(new SetAsideWriter(one, directory)));
        }

        @Override
        public void addKeys(ColumnBatch aside) throws IOException {
            for (SetAsideWriter file : keyFiles) {
                file.add(aside);
            }
        }

        @Override
        public List<String> finishKeys() throws IOException {
            List<String> files = new ArrayList<>();
            for (SetAsideWriter file : keyFiles) {
                file.finish(List.of())
                        .ifPresent(made -> files.add(finished(made.table(), made.uri(), made.rows(), made.bytes())));
            }
            return files;
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
            return Optional.of(finished(QualityTables.REJECTED_ROWS.name(), file.uri(), file.rows(), file.bytes()));
        }

        @Override
        public void close() throws IOException {
            for (SetAsideWriter file : keyFiles) {
                file.close();
            }
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
