package dev.starbeam.ingest.csv;

import dev.starbeam.ingest.file.TextInput;
import dev.starbeam.ingest.file.Utf8;
import dev.starbeam.source.InvalidSourceException;
import dev.starbeam.source.UnreadableSourceException;
import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Walks through the records of a text, chunk by chunk. Each chunk is a new array: whoever keeps views of the old one may
 * go on doing so. A record that crosses the chunk's end is carried over, and chunks grow to hold the largest record
 * allowed.
 */
final class RecordCursor implements Closeable {
    /** What {@link #advance} came to. */
    enum Step {
        /** A record: the tokenizer says where. */
        RECORD,
        /** No further record in this chunk; {@link #refill} brings more. */
        CHUNK_END,
        /** No further record at all. */
        END
    }

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final TextInput input;
    private final RecordTokenizer tokenizer;
    private final String file;
    private final int chunkBytes;

    /** So many bytes tell where any record ends. */
    private final int mostBytes;

    private byte[] bytes = new byte[RecordTokenizer.PADDING];
    private int spare;
    private int position;
    private int limit;
    private int lineStart;
    private int recordStart;
    private long base;
    private boolean last;
    private boolean plain = true;
    private boolean skipping;
    private RecordTokenizer.Outcome outcome = RecordTokenizer.Outcome.MORE;
    private @Nullable IOException broken;

    RecordCursor(TextInput input, RecordTokenizer tokenizer, CsvOptions csv, String file, int chunkBytes) {
        this.input = input;
        this.tokenizer = tokenizer;
        this.file = file;
        this.chunkBytes = chunkBytes;
        this.mostBytes = csv.maxRecordBytes() + StrayQuotes.LOOK_AHEAD + RecordTokenizer.PADDING;
    }

    Step advance() {
        if (skipping) {
            skipLine();
        }
        int text = skipping ? limit : afterMarks();
        if (text < limit) {
            outcome = tokenizer.read(bytes, text, limit, last);
            if (outcome != RecordTokenizer.Outcome.MORE) {
                lineStart = position;
                recordStart = text;
                position = tokenizer.next();
                skipping = outcome == RecordTokenizer.Outcome.TOO_LARGE;
                return Step.RECORD;
            }
        }
        return last ? Step.END : Step.CHUNK_END;
    }

    /**
     * Brings the next chunk, beginning with the bytes not yet walked through.
     *
     * @throws UnreadableSourceException when the input broke; all complete records before the break have been walked
     * @throws InvalidSourceException when a record is larger than memory
     */
    void refill() throws IOException {
        long offset = input.originalOffset(base + position);
        if (broken != null) {
            throw new UnreadableSourceException(file, offset, broken);
        }
        int carried = limit - position;
        int capacity = capacity(carried, chunkBytes, mostBytes);
        byte[] chunk = chunk(capacity, offset);
        System.arraycopy(bytes, position, chunk, 0, carried);
        base += position;
        position = 0;
        bytes = chunk;
        limit = fill(chunk, carried, capacity);
        spare = limit;
        plain = Utf8.isPlain(chunk, 0, limit);
    }

    /**
     * How many bytes a chunk gets that begins with so many carried over: twice as many, so that a large record is not read
     * over and over, but no more than the largest record takes, beside what is read at least.
     */
    static int capacity(int carried, int chunkBytes, int mostBytes) {
        long doubled = Math.min(2L * carried, mostBytes);
        return (int) Math.max((long) carried + chunkBytes, doubled);
    }

    /** Texts that are unescaped are written behind the chunk's own. */
    private byte[] chunk(int capacity, long offset) throws InvalidSourceException {
        try {
            return new byte[capacity + capacity / 16 + RecordTokenizer.PADDING];
        } catch (OutOfMemoryError e) {
            throw new InvalidSourceException(
                    file + ": the record at byte " + offset + " takes more memory than there is; " + (limit - position)
                            + " bytes of it were read. Lower csv: {max_record_bytes: …}, so that such a record is rejected,"
                            + " or give more memory, such as STARBEAM_JAVA_OPTS=-Xmx4g.",
                    e);
        }
    }

    /** Whether the text that was walked through ends with a line, or there was none. */
    boolean endsWithLine() {
        return limit == 0 || bytes[limit - 1] == '\n' || bytes[limit - 1] == '\r';
    }

    /** Goes on after so many lines, whatever is in them; to be called at the beginning. */
    void skipLines(int lines) throws IOException {
        for (int left = lines; left > 0; left--) {
            skipping = true;
            while (skipping) {
                skipLine();
                if (skipping) {
                    refill();
                }
            }
        }
    }

    /** Makes the next {@link #advance} come to the same record again. */
    void again() {
        position = recordStart;
        skipping = false;
    }

    RecordTokenizer.Outcome outcome() {
        return outcome;
    }

    int recordStart() {
        return recordStart;
    }

    /** The byte of the unpacked file at which the record begins; to be asked in the order of records. */
    long recordOffset() {
        return input.originalOffset(base + recordStart);
    }

    /** Where the record's line begins, which may be with a byte order mark; to be asked in the order of records. */
    long lineOffset() {
        return input.originalOffset(base + lineStart);
    }

    /** The chunk; grows when text is unescaped, so it is to be asked for again when columns are made. */
    byte[] bytes() {
        return bytes;
    }

    /** Whether the whole chunk is ASCII without NUL, so that its records need no check. */
    boolean isPlain() {
        return plain;
    }

    long bytesRead() {
        return input.bytesRead();
    }

    /** The CRC-32C of these bytes. */
    int sum() {
        return input.sum();
    }

    /** Writes {@code bytes[from, to)} without its escapes after the chunk's text. Answers where it begins. */
    int unescape(int from, int to, byte quote, byte escape) {
        if (bytes.length - spare - RecordTokenizer.PADDING < to - from) {
            long grown = (long) bytes.length + Math.max(to - from, bytes.length / 2) + RecordTokenizer.PADDING;
            bytes = Arrays.copyOf(bytes, (int) Math.min(grown, LARGEST_ARRAY));
        }
        byte[] chunk = bytes;
        int start = spare;
        int end = start;
        for (int p = from; p < to; p++) {
            byte c = chunk[p];
            if (c == escape && p + 1 < to && (chunk[p + 1] == quote || chunk[p + 1] == escape)) {
                c = chunk[++p];
            }
            chunk[end++] = c;
        }
        spare = end;
        return start;
    }

    /** Where the text written last ends. */
    int unescapedEnd() {
        return spare;
    }

    @Override
    public void close() throws IOException {
        input.close();
    }

    /** Where text begins: files that were joined bring their byte order marks along. The limit where that can't be told yet. */
    private int afterMarks() {
        int text = position;
        while (text < limit && bytes[text] == BYTE_ORDER_MARK[0]) {
            if (limit - text <= BYTE_ORDER_MARK.length && !last) {
                return limit;
            }
            int end = Math.min(limit, text + BYTE_ORDER_MARK.length);
            if (!Arrays.equals(bytes, text, end, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length)) {
                break;
            }
            text = end;
        }
        return text;
    }

    private int fill(byte[] chunk, int from, int to) {
        int filled = from;
        try {
            while (filled < to && !last) {
                int read = input.read(chunk, filled, to - filled);
                last = read < 0;
                filled += Math.max(read, 0);
            }
        } catch (IOException e) {
            broken = e;
        }
        return filled;
    }

    /** Goes on to the line after the record that was too large, as far as this chunk reaches. */
    private void skipLine() {
        int lineBreak = LineBreaks.next(bytes, position, limit);
        position = lineBreak;
        if (lineBreak == limit) {
            skipping = !last;
        } else if (bytes[lineBreak] == '\n') {
            position++;
            skipping = false;
        } else if (lineBreak + 1 < limit || last) {
            position += lineBreak + 1 < limit && bytes[lineBreak + 1] == '\n' ? 2 : 1;
            skipping = false;
        }
    }
}
