package dev.starbeam.ingest.csv;

import dev.starbeam.ingest.csv.CsvOptions.QuotedNewlines;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds where one record and its fields end. Beyond RFC 4180:
 *
 * <ul>
 *   <li>A record ends at LF, CR or CRLF, in any mixture, or with the file.
 *   <li>A quote opens a field as its first byte, or after spaces: then spaces around are no part of it. Elsewhere it is
 *       text.
 *   <li>A quoted field that is not closed, or goes on after its closing quote, makes the record malformed. Such a record
 *       ends with the line on which that field began, so that one stray quote costs one line and not the rest of the
 *       file; unless the next quotes show that the lines after it are still that field's text ({@link StrayQuotes}):
 *       then it ends with the last of them, and none becomes a record. A field that is not closed within the size limit
 *       counts as not closed.
 * </ul>
 *
 * The result depends on at most {@code maxRecordBytes + 2} bytes from the record's start on, and for a malformed one on
 * {@link StrayQuotes#LOOK_AHEAD} more, never on how the file is cut into chunks. Results are in fields that the next call
 * overwrites; no call allocates.
 */
final class RecordTokenizer {
    /** What was found. */
    enum Outcome {
        /** A record with all its fields. */
        COMPLETE,
        /** Nothing yet: more bytes must be at hand. */
        MORE,
        /** A record with a malformed quoted field, the last of {@link #fields}; cut off at the line's end. */
        MALFORMED_QUOTES,
        /** A record longer than the limit; {@link #next} is somewhere inside it. */
        TOO_LARGE
    }

    /** A field as it stands in the bytes. */
    static final byte UNQUOTED = 0;

    /** A field whose bytes stood between quotes. */
    static final byte QUOTED = 1;

    /** A quoted field with escapes to be undone. */
    static final byte ESCAPED = 2;

    /** Bytes that may be read, but do not matter, after the limit. */
    static final int PADDING = Long.BYTES;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    /** One more than CR: bytes below it are looked at one by one. */
    private static final long LINE_BREAKS = 0x0E * ONES;

    private final Delimiter delimiter;
    private final byte quote;
    private final byte space;
    private final byte escape;
    private final boolean hasQuote;
    private final long quotes;
    private final long escapes;
    private final long quotedLineBreaks;
    private final int maxRecordBytes;
    private final StrayQuotes strays;
    private int[] starts = {};
    private int[] ends = {};
    private byte[] kinds = {};
    private int fields;
    private int end;
    private int next;

    /** @param capacity how many fields to keep the places of; further fields are only counted */
    RecordTokenizer(CsvOptions csv, int capacity) {
        delimiter = new Delimiter(csv.delimiter());
        hasQuote = csv.quote() != 0;
        quote = (byte) csv.quote();
        space = delimiter.hasSpace() ? (byte) 0xFF : (byte) ' '; // the former is in no text
        escape = csv.escape() == 0 ? quote : (byte) csv.escape();
        quotes = quote * ONES;
        escapes = escape * ONES;
        quotedLineBreaks = csv.quotedNewlines() == QuotedNewlines.NO ? LINE_BREAKS : 0;
        maxRecordBytes = csv.maxRecordBytes();
        strays = new StrayQuotes(delimiter, quote, escape);
        keepFields(capacity);
    }

    /** From the next record on, keeps the places of so many fields. */
    void keepFields(int capacity) {
        starts = new int[capacity];
        ends = new int[capacity];
        kinds = new byte[capacity];
    }

    int capacity() {
        return starts.length;
    }

    /** How many fields the record has, also beyond the capacity. */
    int fields() {
        return fields;
    }

    int start(int field) {
        return starts[field];
    }

    int end(int field) {
        return ends[field];
    }

    /** {@link #UNQUOTED}, {@link #QUOTED} or {@link #ESCAPED}. */
    byte kind(int field) {
        return kinds[field];
    }

    /** The byte after the record, before its line break. */
    int end() {
        return end;
    }

    int next() {
        return next;
    }

    boolean isBlank(int from) {
        return end == from;
    }

    /**
     * Reads the record that begins at {@code from}, which must be less than {@code limit}.
     *
     * @param bytes at least {@link #PADDING} bytes longer than {@code limit}
     * @param last whether nothing follows the limit
     */
    Outcome read(byte[] bytes, int from, int limit, boolean last) {
        int cap = (int) Math.min(limit, (long) from + maxRecordBytes + 1);
        boolean overlong = cap - from > maxRecordBytes;
        boolean sealed = last || overlong;
        fields = 0;
        int p = from;
        while (true) {
            int start = p;
            int opening = opening(bytes, p, cap);
            boolean quoted = opening >= 0;
            int after = quoted ? quotedField(bytes, opening + 1, cap) : unquotedField(bytes, p, cap);
            p = opening > start ? afterSpaces(bytes, after, cap) : after;
            if (p < 0 || (quoted && overlong && p >= cap)) {
                return sealed ? malformed(bytes, from, start, -1, limit, last) : Outcome.MORE;
            }
            if (p >= cap) {
                return sealed ? endOfWindow(cap, overlong, Outcome.COMPLETE) : Outcome.MORE;
            }
            if (delimiter.isAt(bytes, p, cap)) {
                p += delimiter.length();
            } else if (LineBreaks.is(bytes[p])) {
                return lineEnd(bytes, p, limit, last, Outcome.COMPLETE);
            } else if (!sealed && delimiter.isCut(bytes, p, cap)) {
                return Outcome.MORE;
            } else {
                return malformed(bytes, from, start, after - 1, limit, last);
            }
        }
    }

    private int opening(byte[] bytes, int from, int cap) {
        boolean may = from < cap && (bytes[from] == quote || bytes[from] == space);
        int p = may ? afterSpaces(bytes, from, cap) : cap;
        return p < cap && hasQuote && bytes[p] == quote ? p : -1;
    }

    private int afterSpaces(byte[] bytes, int from, int cap) {
        int p = from;
        while (p >= 0 && p < cap && bytes[p] == space) {
            p++;
        }
        return p;
    }

    private Outcome endOfWindow(int cap, boolean overlong, Outcome outcome) {
        end = cap;
        next = cap;
        return overlong ? Outcome.TOO_LARGE : outcome;
    }

    private Outcome lineEnd(byte[] bytes, int p, int limit, boolean last, Outcome outcome) {
        end = p;
        next = p + 1;
        if (bytes[p] == '\r') {
            if (next < limit) {
                next += bytes[next] == '\n' ? 1 : 0;
            } else if (!last) {
                return Outcome.MORE;
            }
        }
        return outcome;
    }

    /** @param closed the quote after which the field went on, -1 if there was none */
    private Outcome malformed(byte[] bytes, int from, int quoteOpened, int closed, int limit, boolean last) {
        int cap = (int) Math.min(limit, (long) from + maxRecordBytes + 1);
        boolean overlong = cap - from > maxRecordBytes;
        int p = LineBreaks.next(bytes, quoteOpened, cap);
        if (p == cap) {
            return last || overlong ? endOfWindow(cap, overlong, Outcome.MALFORMED_QUOTES) : Outcome.MORE;
        }
        if (quotedLineBreaks == 0) {
            int window = (int) Math.min(limit, (long) p + Math.min(maxRecordBytes, StrayQuotes.LOOK_AHEAD));
            if (window == limit && !last) {
                return Outcome.MORE;
            }
            p = strays.textEnd(bytes, p, closed, window, window == limit);
        }
        return p < limit
                ? lineEnd(bytes, p, limit, last, Outcome.MALFORMED_QUOTES)
                : endOfWindow(limit, false, Outcome.MALFORMED_QUOTES);
    }

    /** Keeps the unquoted field at {@code start}; answers where it ends. */
    private int unquotedField(byte[] bytes, int start, int cap) {
        int p = delimiter.orLineBreak(bytes, start, cap);
        keep(start, p, UNQUOTED);
        return p;
    }

    /** Keeps the quoted field whose text begins at {@code start}; the byte after its closing quote, or -1. */
    private int quotedField(byte[] bytes, int start, int cap) {
        byte kind = QUOTED;
        int p = quotedStop(bytes, start, cap);
        while (p < cap) {
            byte c = bytes[p];
            if (c == escape && isEscape(bytes, p, cap)) {
                kind = ESCAPED;
                p += 2;
            } else if (c == quote) {
                keep(start, p, kind);
                return p + 1;
            } else if (LineBreaks.is(c)) {
                break;
            } else {
                p++;
            }
            p = quotedStop(bytes, p, cap);
        }
        keep(start, cap, kind);
        return -1;
    }

    private boolean isEscape(byte[] bytes, int p, int cap) {
        return p + 1 < cap && (bytes[p + 1] == quote || bytes[p + 1] == escape);
    }

    /** The next byte inside quotes that may end the field, or {@code cap}. */
    private int quotedStop(byte[] bytes, int start, int cap) {
        for (int p = start; p < cap; p += Long.BYTES) {
            long word = (long) LONGS.get(bytes, p);
            long a = word ^ quotes;
            long b = word ^ escapes;
            long found = (((a - ONES) & ~a) | ((b - ONES) & ~b) | ((word - quotedLineBreaks) & ~word)) & HIGHS;
            while (found != 0) {
                int q = p + (Long.numberOfTrailingZeros(found) >>> 3);
                byte c = bytes[q];
                if (c == quote || c == escape || (quotedLineBreaks != 0 && LineBreaks.is(c))) {
                    return Math.min(q, cap);
                }
                found &= found - 1;
            }
        }
        return cap;
    }

    private void keep(int start, int end, byte kind) {
        if (fields < starts.length) {
            starts[fields] = start;
            ends[fields] = end;
            kinds[fields] = kind;
        }
        fields++;
    }
}
