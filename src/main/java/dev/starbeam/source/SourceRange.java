package dev.starbeam.source;

import java.io.Serializable;

/**
 * A piece of a source that one worker reads: a file, a byte range of it that begins and ends exactly where records
 * begin, or a table. The ranges that a file is split into cover it without gap or overlap.
 *
 * @param source the source's name
 * @param file the file, or the table
 * @param start the first byte, in the file as stored
 * @param end the byte after the last, or {@link #TO_END}
 * @param splittable whether reading may begin elsewhere than at the file's beginning, as far as its name tells
 * @param textBytes about how many bytes of text it holds
 */
public record SourceRange(String source, SourceFile file, long start, long end, boolean splittable, long textBytes)
        implements Serializable {
    /** The end of a range that is read until its file ends, as packed files are. */
    public static final long TO_END = Long.MAX_VALUE;

    /** A file that may be read in ranges. */
    public static SourceRange of(String source, SourceFile file) {
        return new SourceRange(source, file, 0, file.size(), true, file.size());
    }

    /** A file, or a table, that one worker must read. */
    public static SourceRange unsplittable(String source, SourceFile file, long textBytes) {
        return new SourceRange(source, file, 0, TO_END, false, textBytes);
    }

    /** A part of this range's file. */
    public SourceRange between(long first, long last) {
        return new SourceRange(source, file, first, last, splittable, last - first);
    }

    /** The file as its file system names it, or the table's address. */
    public String path() {
        return file.path();
    }

    /** Bytes to read, as stored; what remains of the file when the end is open. */
    public long size() {
        return Math.min(end, file.size()) - start;
    }

    /** The range with what was read of its file. */
    SourceRange read(String content) {
        return new SourceRange(source, file.read(content), start, end, splittable, textBytes);
    }

    /** What the ledger knows the file's content by, once it has been read. */
    public String identity() {
        return source + "\n" + file.path() + "\n" + file.version();
    }
}
