package dev.starbeam.ingest.csv;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.ingest.csv.CsvOptions.QuotedNewlines;
import dev.starbeam.ingest.file.LineStarts;
import dev.starbeam.ingest.file.TextEncoding;
import dev.starbeam.ingest.file.TextInput;
import dev.starbeam.model.loading.source.FormatKey;
import dev.starbeam.model.loading.yaml.Section;
import dev.starbeam.model.source.FilesModel;
import dev.starbeam.model.source.FormatOptions;
import dev.starbeam.reject.RejectedRow;
import dev.starbeam.source.BatchReader;
import dev.starbeam.source.FileFormat;
import dev.starbeam.source.InvalidSourceException;
import dev.starbeam.source.SourceFile;
import dev.starbeam.source.SourceRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Records of text between delimiters: RFC 4180 and beyond. */
public record CsvFormat() implements FileFormat {
    static final String NAME = "csv";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String meaning() {
        return "The dialect; RFC 4180 in UTF-8 unless declared";
    }

    @Override
    public List<FormatKey> keys() {
        return CsvDeclaration.KEYS;
    }

    @Override
    public FormatOptions read(@Nullable Section declared) {
        return declared == null ? CsvOptions.RFC_4180 : new CsvDeclaration(declared).read();
    }

    @Override
    public boolean isTyped() {
        return false;
    }

    @Override
    public boolean keepsRaw() {
        return true;
    }

    @Override
    public Optional<List<Field>> columns(FilesModel source, String file) throws IOException {
        return HeaderRecord.columns(source, file)
                .map(names -> names.stream()
                        .map(name -> new Field(name, ColumnType.TEXT))
                        .toList());
    }

    @Override
    public boolean canSplit(FilesModel source) throws InvalidSourceException {
        return TextEncoding.of(CsvOptions.of(source).encoding()).isSplittable();
    }

    /**
     * Where quoted line breaks are declared impossible, by a look at the bytes around each multiple; else one pass over
     * the file with the tokenizer, which alone can tell.
     */
    @Override
    public List<Long> starts(FilesModel source, SourceFile file, long rangeBytes) throws IOException {
        boolean byLine = CsvOptions.of(source).quotedNewlines() == QuotedNewlines.NO;
        return byLine ? LineStarts.near(file, rangeBytes) : RecordStarts.near(source, file, rangeBytes);
    }

    @Override
    public BatchReader open(FilesModel source, SourceRange range, Consumer<RejectedRow> malformed) throws IOException {
        return CsvBatchReader.open(source, range, malformed);
    }

    /** Finds where records begin by reading all of a file. */
    private static final class RecordStarts {
        private static final int CHUNK_BYTES = 1 << 18;

        private RecordStarts() {}

        /** 0, and the first start of a record at or after each multiple of {@code bytes}. */
        static List<Long> near(FilesModel source, SourceFile file, long bytes) throws IOException {
            CsvOptions csv = CsvOptions.of(source);
            List<Long> starts = new ArrayList<>(List.of(0L));
            RecordTokenizer tokenizer = new RecordTokenizer(csv, 0);
            TextInput text = TextInput.open(file.path(), source.compression(), csv.encoding(), 0, file.size());
            long wanted = bytes;
            try (RecordCursor cursor = new RecordCursor(text, tokenizer, csv, file.path(), CHUNK_BYTES)) {
                cursor.skipLines(csv.skipLines());
                for (RecordCursor.Step step = cursor.advance();
                        step != RecordCursor.Step.END;
                        step = cursor.advance()) {
                    if (step == RecordCursor.Step.CHUNK_END) {
                        cursor.refill();
                    } else if (cursor.lineOffset() >= wanted) {
                        starts.add(cursor.lineOffset());
                        wanted = LineStarts.multipleAfter(cursor.lineOffset(), bytes);
                    }
                }
            }
            return starts;
        }
    }
}
