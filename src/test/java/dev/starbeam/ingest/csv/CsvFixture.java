package dev.starbeam.ingest.csv;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.ingest.file.SourceFile;
import dev.starbeam.ingest.file.SourceFiles;
import dev.starbeam.ingest.file.SourceShard;
import dev.starbeam.model.CsvFormat;
import dev.starbeam.model.CsvFormat.Compression;
import dev.starbeam.model.CsvFormat.QuotedNewlines;
import dev.starbeam.model.HeaderPolicy;
import dev.starbeam.model.Provenance;
import dev.starbeam.model.SourceModel;
import dev.starbeam.reject.RejectReason;
import dev.starbeam.reject.RejectedRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Sources over small files, and what the reader makes of them, as rows of strings. */
public final class CsvFixture {
    static final int CHUNK_BYTES = 1 << 20;
    static final int MAX_ROWS = 1 << 14;

    private CsvFixture() {}

    static CsvFormat rfc4180() {
        return CsvFormat.RFC_4180;
    }

    public static CsvFormat noHeader() {
        return format(',', '"', '"', "UTF-8", List.of(), QuotedNewlines.AUTO, 16 << 20, false);
    }

    public static CsvFormat format(
            char delimiter,
            char quote,
            char escape,
            String encoding,
            List<String> nullTexts,
            QuotedNewlines newlines,
            int maxRecordBytes,
            boolean header) {
        return new CsvFormat(
                delimiter, quote, escape, encoding, nullTexts, newlines, Compression.AUTO, maxRecordBytes, header);
    }

    public static CsvFormat limited(int maxRecordBytes) {
        return format(',', '"', '"', "UTF-8", List.of(), QuotedNewlines.AUTO, maxRecordBytes, true);
    }

    static CsvFormat encoded(String encoding) {
        return format(',', '"', '"', encoding, List.of(), QuotedNewlines.AUTO, 16 << 20, true);
    }

    public static SourceModel source(Path file, CsvFormat csv, String... columns) {
        return source(file.toString(), csv, HeaderPolicy.DEFAULT, columns);
    }

    public static SourceModel source(String location, CsvFormat csv, HeaderPolicy policy, String... columns) {
        List<Field> fields = Arrays.stream(columns)
                .map(name -> new Field(name, ColumnType.TEXT))
                .toList();
        return new SourceModel("raw_test", location, csv, policy, Schema.of(fields));
    }

    public static SourceShard whole(SourceModel source) throws IOException {
        return new ShardCutter(source, Long.MAX_VALUE).cut(file(source)).get(0);
    }

    static SourceFile file(SourceModel source) throws IOException {
        return SourceFiles.list(source).get(0);
    }

    /** The whole file of a source, as one shard. */
    public static Content read(SourceModel source) throws IOException {
        return read(source, CHUNK_BYTES, MAX_ROWS);
    }

    public static Content read(SourceModel source, int chunkBytes, int maxRows) throws IOException {
        Content content = new Content();
        content.add(source, whole(source), chunkBytes, maxRows);
        return content;
    }

    /** The file of a source cut into shards of about {@code shardBytes}, one after the other. */
    public static Content readInShards(SourceModel source, long shardBytes) throws IOException {
        Content content = new Content();
        for (SourceShard shard : new ShardCutter(source, shardBytes).cut(file(source))) {
            content.add(source, shard, 64, 7);
        }
        return content;
    }

    /** Reads a text as a file with a header. */
    public static Content read(Path directory, String text, CsvFormat csv, String... columns) throws IOException {
        return read(source(write(directory, text.getBytes(StandardCharsets.UTF_8)), csv, columns));
    }

    public static Path write(Path directory, byte[] bytes) {
        try {
            Path file = directory.resolve("data.csv");
            Files.write(file, bytes);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything that was read. Rows are the source's columns, NULL as null. */
    public static final class Content {
        final List<List<String>> rows = new ArrayList<>();
        final List<Long> offsets = new ArrayList<>();
        final List<String> raws = new ArrayList<>();
        final List<RejectedRow> rejects = new ArrayList<>();
        long read;
        long accepted;
        long rejected;
        long bytesRead;

        void add(SourceModel source, SourceShard shard, int chunkBytes, int maxRows) throws IOException {
            try (CsvShardReader reader = CsvShardReader.open(source, shard, rejects::add, chunkBytes, maxRows)) {
                try {
                    for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                        add(source, batch);
                    }
                } finally {
                    read += reader.recordsRead();
                    accepted += reader.accepted();
                    rejected += reader.rejected();
                    bytesRead += reader.bytesRead();
                }
            }
        }

        List<RejectReason> reasons() {
            return rejects.stream().map(RejectedRow::reason).toList();
        }

        List<Long> rejectOffsets() {
            return rejects.stream().map(RejectedRow::sourceOffset).toList();
        }

        boolean identityHolds() {
            return read == accepted + rejected && accepted == rows.size() && rejected == rejects.size();
        }

        private void add(SourceModel source, ColumnBatch batch) {
            for (int row = 0; row < batch.rows(); row++) {
                List<String> values = new ArrayList<>();
                for (String name : source.schema().names()) {
                    TextColumn column = batch.text(name);
                    values.add(column.isNull(row) ? null : column.string(row));
                }
                rows.add(values);
                offsets.add(batch.longs(Provenance.SOURCE_OFFSET).value(row));
                raws.add(batch.text(Provenance.RAW).string(row));
            }
        }
    }
}
