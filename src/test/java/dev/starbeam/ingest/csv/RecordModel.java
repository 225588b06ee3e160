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
            if (at(p) == '"') {
                p++;
                while (p < bytes.length && (at(p) != '"' || at(p + 1) == '"')) {
                    field.write(at(p));
                    p += at(p) == '"' ? 2 : 1;
                }
                boolean closedInTime = p < bytes.length && p < start + maxRecordBytes;
                boolean junk = closedInTime && !isEnd(p + 1);
                if (!closedInTime || junk) {
                    return malformed(start, fieldStart, records);
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

    private int malformed(int start, int fieldStart, List<Found> records) {
        int lineEnd = fieldStart;
        while (lineEnd < bytes.length && at(lineEnd) != '\n' && at(lineEnd) != '\r') {
            lineEnd++;
        }
        boolean tooLarge = lineEnd - start > maxRecordBytes;
        records.add(new Found(start, tooLarge ? "TOO_LARGE" : "MALFORMED_QUOTES", List.of()));
        return nextLine(tooLarge ? start + maxRecordBytes + 1 : lineEnd);
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
