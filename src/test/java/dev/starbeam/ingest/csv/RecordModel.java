package dev.starbeam.ingest.csv;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The tokenizer's rules told slowly, one byte after the other: its oracle, for doubled quotes and commas. */
public final class RecordModel {
    /** A record: where it begins, what became of it, its fields where it is sound. */
    public record Found(long offset, String outcome, List<String> fields) {}

    private final byte[] bytes;
    private final int maxRecordBytes;

    public RecordModel(byte[] bytes, int maxRecordBytes) {
        this.bytes = bytes;
        this.maxRecordBytes = maxRecordBytes;
    }

    public List<Found> records() {
        List<Found> records = new ArrayList<>();
        int position = 0;
        while (position < bytes.length) {
            position = record(position, records);
        }
        return records;
    }

    private int record(int start, List<Found> records) {
        List<String> fields = new ArrayList<>();
        int p = start;
        while (true) {
            ByteArrayOutputStream field = new ByteArrayOutputStream();
            int fieldStart = p;
            if (isQuoteAfterSpaces(p)) {
                while (at(p) == ' ') {
                    p++;
                }
                p++;
                while (p < bytes.length && (at(p) != '"' || at(p + 1) == '"')) {
                    field.write(at(p));
                    p += at(p) == '"' ? 2 : 1;
                }
                int closing = p;
                while (at(fieldStart) == ' ' && at(p + 1) == ' ') {
                    p++;
                }
                boolean closedInTime = closing < bytes.length && p < start + maxRecordBytes;
                boolean junk = closedInTime && !isEnd(p + 1);
                if (!closedInTime || junk) {
                    return malformed(start, fieldStart, junk ? closing : -1, records);
                }
                p++;
            } else {
                while (!isEnd(p)) {
                    field.write(at(p++));
                }
            }
            if (p - start > maxRecordBytes) {
                records.add(new Found(start, "TOO_LARGE", List.of()));
                return nextLine(start + maxRecordBytes + 1);
            }
            fields.add(field.toString(StandardCharsets.UTF_8));
            if (at(p) != ',') {
                records.add(new Found(start, "COMPLETE", fields));
                return nextLine(p);
            }
            p++;
        }
    }

    private int malformed(int start, int fieldStart, int closed, List<Found> records) {
        int lineEnd = lineEnd(fieldStart);
        boolean tooLarge = lineEnd - start > maxRecordBytes;
        records.add(new Found(start, tooLarge ? "TOO_LARGE" : "MALFORMED_QUOTES", List.of()));
        return nextLine(tooLarge ? start + maxRecordBytes + 1 : textEnd(lineEnd, closed));
    }

    /** The end of the lines that the next quotes show to be text of the malformed field, too. */
    private int textEnd(int lineEnd, int closed) {
        int to = Math.min(bytes.length, lineEnd + Math.min(maxRecordBytes, StrayQuotes.LOOK_AHEAD));
        int end = lineEnd;
        if (closed > lineEnd && closed < to) {
            if (isStart(closed)) {
                return lineEnd;
            }
            end = lineEnd(closed) < to || to == bytes.length ? lineEnd(closed) : end;
        }
        for (int p = end; p < to; p++) {
            if (at(p) == '"' && isStart(p)) {
                return end;
            }
            if (at(p) == '"' && p + 1 < to && at(p + 1) == '"') {
                p++;
            } else if (at(p) == '"' && isEnd(p + 1) && (p + 1 < to || to == bytes.length)) {
                return lineEnd(p) < to || to == bytes.length ? lineEnd(p) : end;
            }
        }
        return end;
    }

    private boolean isQuoteAfterSpaces(int from) {
        int p = from;
        while (at(p) == ' ') {
            p++;
        }
        return at(p) == '"';
    }

    private boolean isStart(int quote) {
        int p = quote - 1;
        while (at(p) == ' ') {
            p--;
        }
        return at(p) == ',' || at(p) == '\n' || at(p) == '\r';
    }

    private int lineEnd(int from) {
        int p = from;
        while (p < bytes.length && at(p) != '\n' && at(p) != '\r') {
            p++;
        }
        return p;
    }

    private int nextLine(int p) {
        while (p < bytes.length && at(p) != '\n' && at(p) != '\r') {
            p++;
        }
        return p + (at(p) == '\r' && at(p + 1) == '\n' ? 2 : 1);
    }

    private boolean isEnd(int p) {
        return p >= bytes.length || at(p) == ',' || at(p) == '\n' || at(p) == '\r';
    }

    private int at(int p) {
        return p < bytes.length ? bytes[p] & 0xFF : -1;
    }
}
