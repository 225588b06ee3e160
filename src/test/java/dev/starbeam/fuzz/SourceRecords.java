package dev.starbeam.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.TreeSet;

/** Where the records of a CSV file begin, told slowly: for files in UTF-8 whose quotes are all in their places. */
final class SourceRecords {
    private final byte[] bytes;
    private final boolean quotedNewlines;
    private int place;
    private int fields;

    private SourceRecords(byte[] bytes, boolean quotedNewlines) {
        this.bytes = bytes;
        this.quotedNewlines = quotedNewlines;
    }

    /** The offsets of all records but the header; nothing where the file leaves room for doubt. */
    static Optional<TreeSet<Long>> of(byte[] bytes, boolean quotedNewlines) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        boolean marked = text.startsWith("\u00EF\u00BB\u00BF");
        boolean doubtful = text.contains("\u00FE") || text.contains("\u00FF") || text.startsWith("\u001F\u008B");
        if (doubtful || text.indexOf("\u00EF\u00BB\u00BF", 1) >= 0 || text.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        SourceRecords records = new SourceRecords(bytes, quotedNewlines);
        records.place = marked ? 3 : 0;
        return records.all();
    }

    private Optional<TreeSet<Long>> all() {
        TreeSet<Long> starts = new TreeSet<>();
        int header = 0;
        while (place < bytes.length) {
            int start = place;
            if (!record()) {
                return Optional.empty();
            }
            boolean blank = fields == 1 && (start == bytes.length || isLineEnd(bytes[start]));
            if (header == 0 && !blank) {
                header = fields;
            } else if (header > 0 && !blank) {
                starts.add((long) start);
            }
        }
        return header < 2 ? Optional.empty() : Optional.of(starts);
    }

    /** Passes a record and its line end; false where its quotes can't be trusted. */
    private boolean record() {
        fields = 0;
        while (true) {
            fields++;
            if (!field()) {
                return false;
            }
            if (place >= bytes.length) {
                return true;
            }
            byte end = bytes[place++];
            if (isLineEnd(end)) {
                place += end == '\r' && place < bytes.length && bytes[place] == '\n' ? 1 : 0;
                return true;
            }
        }
    }

    /** Passes a field up to the delimiter or line end after it. */
    private boolean field() {
        spaces();
        if (place >= bytes.length || bytes[place] != '"') {
            while (place < bytes.length && bytes[place] != ',' && !isLineEnd(bytes[place])) {
                place++;
            }
            return true;
        }
        place++;
        while (place < bytes.length && (bytes[place] != '"' || isDoubled())) {
            if (isLineEnd(bytes[place]) && !quotedNewlines) {
                return false;
            }
            place += bytes[place] == '"' ? 2 : 1;
        }
        place++;
        spaces();
        return place < bytes.length
                ? bytes[place] == ',' || isLineEnd(bytes[place])
                : place == bytes.length && bytes[place - 1] == '"';
    }

    private boolean isDoubled() {
        return place + 1 < bytes.length && bytes[place + 1] == '"';
    }

    private void spaces() {
        while (place < bytes.length && bytes[place] == ' ') {
            place++;
        }
    }

    private static boolean isLineEnd(byte value) {
        return value == '\n' || value == '\r';
    }
}
