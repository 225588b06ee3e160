package dev.starbeam.ingest.csv;

import dev.starbeam.ingest.csv.RecordTokenizer.Outcome;
import dev.starbeam.ingest.file.TextInput;
import dev.starbeam.ingest.file.Utf8;
import dev.starbeam.model.source.FilesModel;
import dev.starbeam.source.InvalidSourceException;
import dev.starbeam.source.SourceRange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the first record that is not an empty line as the names of a file's columns. */
final class HeaderRecord {
    private static final int CHUNK_BYTES = 1 << 16;

    private HeaderRecord() {}

    /**
     * The names, trimmed of blanks, a column without one as {@code column_} and its place from 1; nothing when the file
     * holds no record. Where files have no header none, but the file must be readable all the same. Reads no more of the
     * file than its beginning.
     */
    static Optional<List<String>> columns(FilesModel source, String file) throws IOException {
        CsvOptions csv = CsvOptions.of(source);
        RecordTokenizer tokenizer = new RecordTokenizer(csv, 0);
        TextInput text = TextInput.open(file, source.compression(), csv.encoding(), 0, SourceRange.TO_END);
        try (RecordCursor cursor = new RecordCursor(text, tokenizer, csv, file, CHUNK_BYTES)) {
            cursor.skipLines(csv.skipLines());
            if (csv.hasHeader()) {
                return take(cursor, tokenizer, file, csv);
            }
            requireReadable(cursor);
            return Optional.of(List.of());
        }
    }

    private static void requireReadable(RecordCursor cursor) throws IOException {
        cursor.refill();
        if (cursor.advance() == RecordCursor.Step.CHUNK_END) {
            cursor.refill();
        }
    }

    /** The names from a cursor at the file's beginning, which afterwards stands at the first row. */
    static Optional<List<String>> take(RecordCursor cursor, RecordTokenizer tokenizer, String file, CsvOptions csv)
            throws IOException {
        while (true) {
            switch (cursor.advance()) {
                case END -> {
                    return Optional.empty();
                }
                case CHUNK_END -> cursor.refill();
                case RECORD -> {
                    if (tokenizer.fields() > tokenizer.capacity()) {
                        tokenizer.keepFields(tokenizer.fields());
                        cursor.again();
                    } else if (!tokenizer.isBlank(cursor.recordStart())) {
                        return Optional.of(names(cursor, tokenizer, file, csv));
                    }
                }
            }
        }
    }

    private static List<String> names(RecordCursor cursor, RecordTokenizer tokenizer, String file, CsvOptions csv)
            throws InvalidSourceException {
        int fault = Utf8.firstFault(cursor.bytes(), cursor.recordStart(), tokenizer.end());
        if (cursor.outcome() != Outcome.COMPLETE || fault >= 0) {
            throw new InvalidSourceException(noHeader(cursor, file, csv, fault >= 0));
        }
        List<String> names = new ArrayList<>();
        for (int field = 0; field < tokenizer.fields(); field++) {
            names.add(name(cursor, tokenizer, field, csv));
        }
        requireDistinct(names, file);
        return names;
    }

    private static String name(RecordCursor cursor, RecordTokenizer tokenizer, int field, CsvOptions csv) {
        int start = tokenizer.start(field);
        int end = tokenizer.end(field);
        if (tokenizer.kind(field) == RecordTokenizer.ESCAPED) {
            byte escape = (byte) (csv.escape() == 0 ? csv.quote() : csv.escape());
            start = cursor.unescape(start, end, (byte) csv.quote(), escape);
            end = cursor.unescapedEnd();
        }
        String name = new String(cursor.bytes(), start, end - start, StandardCharsets.UTF_8);
        String trimmed = (name.startsWith("\uFEFF") ? name.substring(1) : name).strip();
        return trimmed.isEmpty() ? "column_" + (field + 1) : trimmed;
    }

    private static void requireDistinct(List<String> names, String file) throws InvalidSourceException {
        Map<String, Integer> positions = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            Integer earlier = positions.put(names.get(i), i);
            if (earlier != null) {
                throw new InvalidSourceException(
                        file + ": the header names the column \"" + names.get(i)
                                + "\" twice, as columns " + (earlier + 1) + " and " + (i + 1)
                                + ". Columns are matched by name, so each needs its own: rename one in the file; or pass over the header"
                                + " with csv: {header: false, skip_lines: 1} and name all columns in their order with columns: […].");
            }
        }
    }

    private static String noHeader(RecordCursor cursor, String file, CsvOptions csv, boolean noText) {
        int first = cursor.bytes()[0] & 0xFF;
        int second = cursor.bytes()[1] & 0xFF;
        String guess = first + second == 0xFF + 0xFE || first == 0 || second == 0
                ? " It looks like UTF-16 or like binary data: declare encoding: UTF-16 if it is text."
                : " Declare its delimiter, quote and encoding, or header: false when it has none.";
        return file + ": the first record is no header: "
                + (noText
                        ? "it is not text in " + csv.encoding() + "."
                        : "it is longer than " + csv.maxRecordBytes() + " bytes, or a quote in it is not closed.")
                + guess;
    }
}
