package dev.starbeam.ingest.csv;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.ingest.csv.CsvOptions.QuotedNewlines;
import dev.starbeam.ingest.file.BeamFiles;
import dev.starbeam.model.Provenance;
import dev.starbeam.model.source.FilesModel;
import dev.starbeam.model.source.HeaderPolicy;
import dev.starbeam.reject.RejectReason;
import dev.starbeam.reject.RejectedRow;
import dev.starbeam.source.Committed;
import dev.starbeam.source.FileSource;
import dev.starbeam.source.SourceFile;
import dev.starbeam.source.SourceRange;
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

    static CsvOptions rfc4180() {
        return CsvOptions.RFC_4180;
    }

    public static CsvOptions noHeader() {
        return format(',', '"', '"', "UTF-8", List.of(), QuotedNewlines.AUTO, 16 << 20, false);
    }

    public static CsvOptions format(
            char delimiter,
            char quote,
            char escape,
            String encoding,
            List<String> nullTexts,
            QuotedNewlines newlines,
            int maxRecordBytes,
            boolean header) {
        return new CsvOptions(delimiter, quote, escape, encoding, nullTexts, newlines, maxRecordBytes, header);
    }

    public static CsvOptions limited(int maxRecordBytes) {
        return format(',', '"', '"', "UTF-8", List.of(), QuotedNewlines.AUTO, maxRecordBytes, true);
    }

    static CsvOptions encoded(String encoding) {
        return format(',', '"', '"', encoding, List.of(), QuotedNewlines.AUTO, 16 << 20, true);
    }

    public static FilesModel source(Path file, CsvOptions csv, String... columns) {
        return source(file.toString(), csv, HeaderPolicy.DEFAULT, columns);
    }

    public static FilesModel source(String location, CsvOptions csv, HeaderPolicy policy, String... columns) {
        List<Field> fields = Arrays.stream(columns)
                .map(name -> new Field(name, ColumnType.TEXT))
                .toList();
        return new FilesModel("raw_test", location, csv, policy, Schema.of(fields));
    }

    public static SourceRange whole(FilesModel source) throws IOException {
        return split(source, Long.MAX_VALUE / 4).get(0);
    }

    /** The first file of a source, in ranges of about so many bytes. */
    static List<SourceRange> split(FilesModel source, long rangeBytes) throws IOException {
        FileSource files = files(source);
        return files.split(files.plan(Committed.NOTHING).found().get(0), rangeBytes);
    }

    static FileSource files(FilesModel source) {
        return new FileSource(source, new CsvFormat(), new BeamFiles());
    }

    static SourceFile file(FilesModel source) throws IOException {
        return files(source).plan(Committed.NOTHING).found().get(0).file();
    }

    /** The whole file of a source, as one shard. */
    public static Content read(FilesModel source) throws IOException {
        return read(source, CHUNK_BYTES, MAX_ROWS);
    }

    public static Content read(FilesModel source, int chunkBytes, int maxRows) throws IOException {
        Content content = new Content();
        content.add(source, whole(source), chunkBytes, maxRows);
        return content;
    }

    /** The file of a source cut into shards of about {@code shardBytes}, one after the other. */
    public static Content readInShards(FilesModel source, long shardBytes) throws IOException {
        Content content = new Content();
        for (SourceRange shard : split(source, shardBytes)) {
            content.add(source, shard, 64, 7);
        }
        return content;
    }

    /** Reads a text as a file with a header. */
    public static Content read(Path directory, String text, CsvOptions csv, String... columns) throws IOException {
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
        long bytesRead;

        void add(FilesModel source, SourceRange shard, int chunkBytes, int maxRows) throws IOException {
            try (CsvBatchReader reader = CsvBatchReader.open(source, shard, rejects::add, chunkBytes, maxRows)) {
                try {
                    for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                        add(source, batch);
                    }
                } finally {
                    read += reader.recordsRead();
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
            return read == rows.size() + rejects.size();
        }

        private void add(FilesModel source, ColumnBatch batch) {
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
