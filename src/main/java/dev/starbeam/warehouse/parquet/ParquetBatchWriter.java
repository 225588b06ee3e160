package dev.starbeam.warehouse.parquet;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.Selection;
import dev.starbeam.batch.TextColumn;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.TypeDefinedOrder;

/**
 * Writes batches of one schema to one Parquet file on any Beam file system.
 *
 * <p>The file gets its name only when it is whole: it is written under a temporary name beside it, and
 * {@link #finish} renames it. An existing file of that name is replaced, so a retry under the same name does no harm
 * and two attempts at once leave one of two equal files. {@link #close} without {@code finish} removes what was
 * written.
 *
 * <p>A batch becomes one page per column. Text with few distinct values is written as numbers into a dictionary, all
 * else PLAIN. A row group is closed at 64 MB or 1,048,576 rows, which is also what a writer holds in memory. The rows
 * keep their order. Text must be well-formed UTF-8: readers refuse a file with anything else.
 *
 * <pre>{@code
 * try (ParquetBatchWriter writer = ParquetBatchWriter.create("out/part-0.parquet", schema, UNCOMPRESSED)) {
 *     writer.write(batch);
 *     ParquetFile file = writer.finish();
 * }
 * }</pre>
 *
 * <p>Not for use by several threads at once.
 */
public final class ParquetBatchWriter implements Closeable {
    private static final long ROW_GROUP_BYTES = 64L << 20;
    private static final long ROW_GROUP_ROWS = 1L << 20;

    private final Schema schema;
    private final UnfinishedFile file;
    private final List<ColumnChunkBuilder> chunks;
    private final List<RowGroup> rowGroups = new ArrayList<>();
    private final long rowGroupRows;
    private long rows;
    private long pendingRows;

    private ParquetBatchWriter(UnfinishedFile file, Schema schema, ParquetCompression compression, long rowGroupRows) {
        this.schema = schema;
        this.file = file;
        this.rowGroupRows = rowGroupRows;
        this.chunks = schema.fields().stream()
                .map(field -> new ColumnChunkBuilder(field, compression))
                .toList();
    }

    /** Begins the file that will be called {@code uri}: a path, or a URI of a registered Beam file system. */
    public static ParquetBatchWriter create(String uri, Schema schema, ParquetCompression compression)
            throws IOException {
        return create(uri, schema, compression, ROW_GROUP_ROWS);
    }

    static ParquetBatchWriter create(String uri, Schema schema, ParquetCompression compression, long rowGroupRows)
            throws IOException {
        return new ParquetBatchWriter(UnfinishedFile.create(uri), schema, compression, rowGroupRows);
    }

    /**
     * Appends the rows of {@code batch}.
     *
     * @throws IllegalArgumentException when its schema is not the file's
     */
    public void write(ColumnBatch batch) throws IOException {
        if (!batch.schema().equals(schema)) {
            throw new IllegalArgumentException("a batch of " + batch.schema() + " does not fit a file of " + schema);
        }
        int pieces = (int) (textBytes(batch) / ROW_GROUP_BYTES) + 1;
        if (pieces == 1) {
            append(batch);
        } else {
            int size = Math.max(1, batch.rows() / pieces);
            for (int start = 0; start < batch.rows(); start += size) {
                append(slice(batch, start, Math.min(size, batch.rows() - start)));
            }
        }
    }

    /** Completes the file and gives it its name. Call once, last. */
    public ParquetFile finish() throws IOException {
        endRowGroup();
        ColumnOrder order = ColumnOrder.TYPE_ORDER(new TypeDefinedOrder());
        return file.finish(new FileMetaData(1, ParquetSchema.of(schema), rows, rowGroups)
                .setColumn_orders(
                        IntStream.range(0, schema.size()).mapToObj(i -> order).toList()));
    }

    /** Removes an unfinished file; does nothing after {@link #finish}. */
    @Override
    public void close() throws IOException {
        file.close();
    }

    private void append(ColumnBatch batch) throws IOException {
        if (batch.rows() == 0) {
            return;
        }
        long bytes = 0;
        for (int i = 0; i < chunks.size(); i++) {
            chunks.get(i).append(batch.columns().get(i));
            bytes += chunks.get(i).bytes();
        }
        pendingRows += batch.rows();
        if (bytes >= ROW_GROUP_BYTES || pendingRows >= rowGroupRows) {
            endRowGroup();
        }
    }

    private void endRowGroup() throws IOException {
        if (pendingRows == 0) {
            return;
        }
        CountingChannel out = file.out();
        long offset = out.position();
        List<ColumnChunk> written = new ArrayList<>();
        for (ColumnChunkBuilder chunk : chunks) {
            written.add(chunk.writeTo(out));
        }
        long unpacked = written.stream()
                .mapToLong(c -> c.getMeta_data().getTotal_uncompressed_size())
                .sum();
        rowGroups.add(new RowGroup(written, unpacked, pendingRows)
                .setFile_offset(offset)
                .setTotal_compressed_size(out.position() - offset));
        rows += pendingRows;
        pendingRows = 0;
    }

    private static long textBytes(ColumnBatch batch) {
        long total = 0;
        for (Column column : batch.columns()) {
            if (column instanceof TextColumn text) {
                for (int row = 0; row < text.size(); row++) {
                    total += text.end(row) - text.start(row);
                }
            }
        }
        return total;
    }

    private static ColumnBatch slice(ColumnBatch batch, int start, int size) {
        return batch.select(Selection.of(IntStream.range(start, start + size).toArray(), size));
    }
}
