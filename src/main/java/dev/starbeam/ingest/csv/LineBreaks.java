package dev.starbeam.ingest.csv;

/** Where lines end: at LF or CR. */
final class LineBreaks {
    private LineBreaks() {}

    static boolean is(byte c) {
        return c == '\n' || c == '\r';
    }

    /** The first line break in {@code bytes[from, to)}, {@code to} when there is none. */
    static int next(byte[] bytes, int from, int to) {
        int p = from;
        while (p < to && !is(bytes[p])) {
            p++;
        }
        return p;
    }
}
