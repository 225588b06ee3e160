package dev.starbeam.ingest.csv;

/**
 * Where a record ends whose quotes can't be trusted. Either the quote that opened its field is a stray one, and the next
 * line is another record; or one of those after it is, and the next lines are still text. The next quotes decide: one where
 * a field may begin opens a field, so what precedes it are records; one where a field may only end closes the text. Lines
 * that may be text never become rows.
 */
final class StrayQuotes {
    /** Evidence beyond so many bytes after the line counts no more. */
    static final int LOOK_AHEAD = 1 << 14;

    private final Delimiter delimiter;
    private final byte quote;
    private final byte escape;

    StrayQuotes(Delimiter delimiter, byte quote, byte escape) {
        this.delimiter = delimiter;
        this.quote = quote;
        this.escape = escape;
    }

    /**
     * The line break at which the record ends, or {@code to} where the file ends with it.
     *
     * @param lineEnd the first line break after the quote that opened the field
     * @param closed the quote after which the field went on, -1 if there was none
     * @param to bytes up to there are looked at
     * @param isFileEnd whether nothing follows them
     */
    int textEnd(byte[] bytes, int lineEnd, int closed, int to, boolean isFileEnd) {
        int end = lineEnd;
        if (closed > lineEnd && closed < to) {
            if (begins(bytes, closed)) {
                return lineEnd;
            }
            end = endOfLine(bytes, closed, to, isFileEnd, lineEnd);
        }
        for (int p = end; p < to; p++) {
            if (bytes[p] == quote && !isEscaped(bytes, p)) {
                if (begins(bytes, p)) {
                    return end;
                }
                if (isDoubled(bytes, p, to)) {
                    p++;
                } else if (ends(bytes, p, to, isFileEnd)) {
                    return endOfLine(bytes, p, to, isFileEnd, end);
                }
            }
        }
        return end;
    }

    private static int endOfLine(byte[] bytes, int from, int to, boolean isFileEnd, int otherwise) {
        int end = LineBreaks.next(bytes, from, to);
        return end < to || isFileEnd ? end : otherwise;
    }

    /** A line break comes before all that is looked at. */
    private boolean begins(byte[] bytes, int p) {
        int before = p - 1;
        while (bytes[before] == ' ' && !delimiter.hasSpace()) {
            before--;
        }
        return delimiter.endsAt(bytes, before + 1) || LineBreaks.is(bytes[before]);
    }

    private boolean ends(byte[] bytes, int p, int to, boolean isFileEnd) {
        return p + 1 == to ? isFileEnd : delimiter.isAt(bytes, p + 1, to) || LineBreaks.is(bytes[p + 1]);
    }

    private boolean isEscaped(byte[] bytes, int p) {
        return escape != quote && bytes[p - 1] == escape;
    }

    private boolean isDoubled(byte[] bytes, int p, int to) {
        return escape == quote && p + 1 < to && bytes[p + 1] == quote;
    }
}
