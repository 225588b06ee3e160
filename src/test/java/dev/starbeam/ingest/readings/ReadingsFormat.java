package dev.starbeam.ingest.readings;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.batch.Validity;
import dev.starbeam.ingest.file.FileContent;
import dev.starbeam.model.Provenance;
import dev.starbeam.model.loading.source.FormatKey;
import dev.starbeam.model.loading.yaml.Declared;
import dev.starbeam.model.loading.yaml.Scalars;
import dev.starbeam.model.loading.yaml.Section;
import dev.starbeam.model.source.FilesModel;
import dev.starbeam.model.source.FormatOptions;
import dev.starbeam.reject.RejectReason;
import dev.starbeam.reject.RejectedRow;
import dev.starbeam.source.BatchReader;
import dev.starbeam.source.FileFormat;
import dev.starbeam.source.SourceFile;
import dev.starbeam.source.SourceRange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Binary readings of meters: records of three numbers of eight bytes each, typed columns, without raw text. A format as
 * one adds it: this folder, and a line in the registry.
 */
public record ReadingsFormat() implements FileFormat {
    /** Bytes of a record. */
    static final int RECORD = 24;

    private static final List<FormatKey> KEYS =
            List.of(FormatKey.wholeNumber("scale", 0, 6, 2, "Digits of the amount after the point"));

    @Override
    public String name() {
        return "readings";
    }

    @Override
    public String meaning() {
        return "Records of a meter, an amount and the microseconds since 1970";
    }

    @Override
    public List<FormatKey> keys() {
        return KEYS;
    }

    @Override
    public FormatOptions read(@Nullable Section declared) {
        Declared scale = declared == null ? null : declared.find("scale");
        Long digits = scale == null ? null : Scalars.wholeNumber(scale, "a number from 0 to 6", 0, 6);
        return new Options(digits == null ? 2 : digits.intValue());
    }

    @Override
    public boolean isTyped() {
        return true;
    }

    @Override
    public boolean keepsRaw() {
        return false;
    }

    @Override
    public Optional<List<Field>> columns(FilesModel source, String file) {
        ColumnType amount = ColumnType.decimal(12, ((Options) source.format()).scale());
        return Optional.of(List.of(
                new Field("meter", ColumnType.BIGINT),
                new Field("amount", amount),
                new Field("taken_at", ColumnType.TIMESTAMP)));
    }

    @Override
    public boolean canSplit(FilesModel source) {
        return true;
    }

    @Override
    public List<Long> starts(FilesModel source, SourceFile file, long rangeBytes) {
        long step = Math.max(1, rangeBytes / RECORD) * RECORD;
        List<Long> starts = new ArrayList<>();
        for (long start = 0; start < file.size(); start += step) {
            starts.add(start);
        }
        return starts;
    }

    @Override
    public BatchReader open(FilesModel source, SourceRange range, Consumer<RejectedRow> malformed) throws IOException {
        return new Reader(
                source,
                range,
                FileContent.open(range.path(), source.compression(), range.start(), range.end()),
                malformed);
    }

    /** The options; a public record, as the fingerprint reads it. */
    public record Options(int scale) implements FormatOptions {
        @Override
        public String format() {
            return "readings";
        }
    }

    /** Batches of up to 100 records; a meter without a number is malformed. */
    private static final class Reader implements BatchReader {
        private static final int ROWS = 100;

        private final FilesModel source;
        private final SourceRange range;
        private final FileContent content;
        private final Consumer<RejectedRow> malformed;
        private long records;

        Reader(FilesModel source, SourceRange range, FileContent content, Consumer<RejectedRow> malformed) {
            this.source = source;
            this.range = range;
            this.content = content;
            this.malformed = malformed;
        }

        @Override
        public @Nullable ColumnBatch next() throws IOException {
            long[][] values = new long[4][ROWS];
            int rows = 0;
            for (byte[] record = content.readNBytes(RECORD);
                    record.length == RECORD;
                    record = content.readNBytes(RECORD)) {
                rows += take(ByteBuffer.wrap(record), values, rows);
                if (rows == ROWS) {
                    break;
                }
            }
            return rows == 0 ? null : batch(values, rows);
        }

        private int take(ByteBuffer record, long[][] values, int row) {
            long offset = range.start() + RECORD * records++;
            for (int column = 0; column < 3; column++) {
                values[column][row] = record.getLong();
            }
            values[3][row] = offset;
            if (values[0][row] <= 0) {
                malformed.accept(new RejectedRow(
                        source.name(), range.path(), offset, RejectReason.INVALID_VALUE, "meter", "no number", null));
                return 0;
            }
            return 1;
        }

        private ColumnBatch batch(long[][] values, int rows) {
            List<Column> columns = new ArrayList<>();
            List<Field> fields = source.schema().fields();
            for (int column = 0; column < 3; column++) {
                columns.add(column(fields.get(column).type(), values[column], rows));
            }
            columns.add(TextColumn.constant(range.path(), rows));
            columns.add(column(ColumnType.BIGINT, values[3], rows));
            return new ColumnBatch(Provenance.of(source.schema(), false), rows, columns);
        }

        private static LongColumn column(ColumnType type, long[] values, int rows) {
            return new LongColumn(type, java.util.Arrays.copyOf(values, rows), Validity.allValid(rows));
        }

        @Override
        public long recordsRead() {
            return records;
        }

        @Override
        public long bytesRead() {
            return content.bytesRead();
        }

        @Override
        public void close() throws IOException {
            content.close();
        }
    }
}
