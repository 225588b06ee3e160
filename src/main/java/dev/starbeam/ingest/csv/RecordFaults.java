package dev.starbeam.ingest.csv;

import dev.starbeam.ingest.csv.RecordTokenizer.Outcome;
import dev.starbeam.ingest.file.Utf8;
import dev.starbeam.model.source.FilesModel;
import dev.starbeam.model.source.HeaderPolicy;
import dev.starbeam.reject.RejectReason;
import dev.starbeam.reject.RejectedRow;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Decides whether a record can become a row, and if not, says why. */
final class RecordFaults {
    /** How much of a rejected record is kept as text; the rest is to be found by file and offset. */
    static final int MAX_RAW_BYTES = 1 << 16;

    private final String source;
    private final CsvOptions csv;
    private final String file;
    private final HeaderMatch match;
    private final boolean padsShort;
    private final boolean hasNulTexts;

    RecordFaults(FilesModel source, String file, HeaderMatch match) {
        this.source = source.name();
        this.csv = CsvOptions.of(source);
        this.file = file;
        this.match = match;
        this.padsShort = csv.hasHeader() && source.header().missing() == HeaderPolicy.Missing.NULL;
        this.hasNulTexts = csv.nullTexts().stream().anyMatch(text -> text.indexOf('\0') >= 0);
    }

    /** The rejection of the record that cursor and tokenizer stand at, {@code null} when it is sound. */
    @Nullable
    RejectedRow find(RecordCursor cursor, RecordTokenizer tokenizer) {
        if (cursor.outcome() == Outcome.TOO_LARGE) {
            return tooLarge(cursor, tokenizer);
        }
        if (!cursor.isPlain()) {
            int fault = textFault(cursor, tokenizer);
            if (fault >= 0) {
                return malformedText(cursor, tokenizer, fault);
            }
        }
        if (cursor.outcome() == Outcome.MALFORMED_QUOTES) {
            return malformedQuotes(cursor, tokenizer);
        }
        boolean isRow = tokenizer.fields() == match.fields() || (padsShort && tokenizer.fields() < match.fields());
        return isRow ? null : wrongFieldCount(cursor, tokenizer);
    }

    /** The first byte that is no text, but for those that mean NULL; -1 when there is none. */
    private int textFault(RecordCursor cursor, RecordTokenizer tokenizer) {
        int fault = Utf8.firstFault(cursor.bytes(), cursor.recordStart(), tokenizer.end());
        while (fault >= 0 && cursor.bytes()[fault] == 0 && hasNulTexts) {
            int field = fieldAt(tokenizer, fault);
            if (field >= tokenizer.capacity() || !isNullText(cursor, tokenizer, field)) {
                return fault;
            }
            fault = Utf8.firstFault(cursor.bytes(), tokenizer.end(field), tokenizer.end());
        }
        return fault;
    }

    private boolean isNullText(RecordCursor cursor, RecordTokenizer tokenizer, int field) {
        int start = tokenizer.start(field);
        String text = new String(cursor.bytes(), start, tokenizer.end(field) - start, StandardCharsets.UTF_8);
        return tokenizer.kind(field) == RecordTokenizer.UNQUOTED
                && csv.nullTexts().contains(text);
    }

    private RejectedRow tooLarge(RecordCursor cursor, RecordTokenizer tokenizer) {
        return reject(
                cursor,
                tokenizer,
                RejectReason.RECORD_TOO_LARGE,
                null,
                "the record is longer than " + csv.maxRecordBytes()
                        + " bytes; reading goes on with the next line. Raise max_record_bytes if it is meant to be.");
    }

    private RejectedRow malformedText(RecordCursor cursor, RecordTokenizer tokenizer, int fault) {
        int field = fieldAt(tokenizer, fault);
        String where = match.name(field) + " (field " + (field + 1) + "), byte " + (fault - cursor.recordStart() + 1)
                + " of the record";
        String detail = cursor.bytes()[fault] == 0
                ? "NUL in column " + where + "; text holds no NUL"
                : "not " + csv.encoding() + " in column " + where
                        + "; declare the encoding of the file if it is another";
        return reject(cursor, tokenizer, RejectReason.MALFORMED_TEXT, match.name(field), detail);
    }

    private RejectedRow malformedQuotes(RecordCursor cursor, RecordTokenizer tokenizer) {
        int field = tokenizer.fields() - 1;
        return reject(
                cursor,
                tokenizer,
                RejectReason.MALFORMED_QUOTES,
                match.name(field),
                "the quote that opens field " + (field + 1)
                        + " is not closed, or text follows its closing quote; the line is set aside and reading goes"
                        + " on with the next. A quote inside quotes must be escaped.");
    }

    private RejectedRow wrongFieldCount(RecordCursor cursor, RecordTokenizer tokenizer) {
        RejectReason reason =
                tokenizer.fields() > match.fields() ? RejectReason.TOO_MANY_FIELDS : RejectReason.TOO_FEW_FIELDS;
        return reject(
                cursor,
                tokenizer,
                reason,
                null,
                tokenizer.fields() + " fields, but " + (csv.hasHeader() ? "the header has " : "declared are ")
                        + match.fields()
                        + (reason == RejectReason.TOO_MANY_FIELDS
                                ? "; is a delimiter in a text not quoted?"
                                : "; does the record go on in the next line? Rows that end before their last columns are"
                                        + " read with header: {missing: \"null\"}."));
    }

    private RejectedRow reject(
            RecordCursor cursor,
            RecordTokenizer tokenizer,
            RejectReason reason,
            @Nullable String column,
            String detail) {
        int start = cursor.recordStart();
        int length = Math.min(tokenizer.end() - start, MAX_RAW_BYTES);
        String raw = new String(cursor.bytes(), start, length, StandardCharsets.UTF_8).replace('\0', '\uFFFD');
        return new RejectedRow(source, file, cursor.recordOffset(), reason, column, detail, raw);
    }

    /** The field that holds a byte; the last one kept when the byte lies beyond. */
    private static int fieldAt(RecordTokenizer tokenizer, int position) {
        int kept = Math.min(tokenizer.fields(), tokenizer.capacity());
        int field = 0;
        while (field < kept - 1 && tokenizer.start(field + 1) <= position) {
            field++;
        }
        return field;
    }
}
