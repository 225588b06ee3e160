package dev.starbeam.warehouse.parquet;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.Selection;
import dev.starbeam.batch.TextColumn;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.util.MimeTypes;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.TypeDefinedOrder;
import org.apache.parquet.format.Util;

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
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final long ROW_GROUP_BYTES = 64L << 20;
    private static final long ROW_GROUP_ROWS = 1L << 20;

    private final Schema schema;
    private final ResourceId target;
    private final ResourceId temporary;
    private final CountingChannel out;
    private final List<ColumnChunkBuilder> chunks;
    private final List<RowGroup> rowGroups = new ArrayList<>();
    private final long rowGroupRows;
    private long rows;
    private long pendingRows;
    private boolean finished;

    private ParquetBatchWriter(
            ResourceId target, ResourceId temporary, Schema schema, ParquetCompression compression, long rowGroupRows)
            throws IOException {
        this.schema = schema;
        this.target = target;
        this.temporary = temporary;
        this.rowGroupRows = rowGroupRows;
        this.chunks = schema.fields().stream()
                .map(field -> new ColumnChunkBuilder(field, compression))
                .toList();
        this.out = new CountingChannel(FileSystems.create(temporary, MimeTypes.BINARY));
        out.write(ByteBuffer.wrap(MAGIC));
    }

    /** Begins the file that will be called {@code uri}: a path, or a URI of a registered Beam file system. */
    public static ParquetBatchWriter create(String uri, Schema schema, ParquetCompression compression)
            throws IOException {
        return create(uri, schema, compression, ROW_GROUP_ROWS);
    }

    static ParquetBatchWriter create(String uri, Schema schema, ParquetCompression compression, long rowGroupRows)
            throws IOException {
        ResourceId target = FileSystems.matchNewResource(uri, false);
        ResourceId temporary =
                FileSystems.matchNewResource(uri + "." + UUID.randomUUID() + ParquetFile.TEMPORARY_SUFFIX, false);
        return new ParquetBatchWriter(target, temporary, schema, compression, rowGroupRows);
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
        writeFooter();
        out.close();
        FileSystems.rename(List.of(temporary), List.of(target));
        finished = true;
        return new ParquetFile(target.toString(), rows, out.position());
    }

    /** Removes an unfinished file; does nothing after {@link #finish}. */
    @Override
    public void close() throws IOException {
        if (!finished) {
            out.close();
            FileSystems.delete(List.of(temporary), StandardMoveOptions.IGNORE_MISSING_FILES);
        }
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

    private void writeFooter() throws IOException {
        ColumnOrder order = ColumnOrder.TYPE_ORDER(new TypeDefinedOrder());
        FileMetaData footer = new FileMetaData(1, ParquetSchema.of(schema), rows, rowGroups)
                .setCreated_by("starbeam")
                .setColumn_orders(
                        IntStream.range(0, schema.size()).mapToObj(i -> order).toList());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Util.writeFileMetaData(footer, bytes);
        PageBuffer end = new PageBuffer();
        end.putBytes(bytes.toByteArray());
        end.putInt(bytes.size());
        end.putBytes(MAGIC);
        out.write(end);
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
