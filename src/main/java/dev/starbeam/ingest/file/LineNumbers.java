package dev.starbeam.ingest.file;

import dev.starbeam.model.source.Compression;
import java.io.IOException;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** Turns byte offsets of records into the numbers of the lines where they begin, as editors count them. */
public final class LineNumbers {
    /** Not more of a file is read to tell a line. */
    private static final long MOST_BYTES = 64L << 20;

    private static final int BUFFER = 1 << 16;

    private LineNumbers() {}

    /**
     * The line, from 1, at each of some offsets in one unpacked file. Offsets that lie too far behind its beginning are
     * left out, and all of a file that can't be read.
     */
    public static SortedMap<Long, Long> of(String file, Compression compression, SortedSet<Long> offsets) {
        SortedMap<Long, Long> lines = new TreeMap<>();
        try (FileContent content = FileContent.open(file, compression, 0, Long.MAX_VALUE)) {
            count(content, offsets.headSet(MOST_BYTES + 1), lines);
            return lines;
        } catch (IOException | RuntimeException e) {
            return lines;
        }
    }

    private static void count(FileContent content, SortedSet<Long> offsets, SortedMap<Long, Long> lines)
            throws IOException {
        Breaks breaks = new Breaks();
        byte[] buffer = new byte[BUFFER];
        long position = 0;
        for (long offset : offsets) {
            while (position < offset) {
                int wanted = (int) Math.min(buffer.length, offset - position);
                int read = content.read(buffer, 0, wanted);
                if (read < 0) {
                    return;
                }
                breaks.add(buffer, read);
                position += read;
            }
            lines.put(offset, 1 + breaks.count);
        }
    }

    /** Line breaks in text that comes piece by piece: LF, CR or both as one. */
    private static final class Breaks {
        private long count;
        private boolean afterReturn;

        void add(byte[] buffer, int length) {
            for (int i = 0; i < length; i++) {
                byte c = buffer[i];
                count += c == '\r' || c == '\n' && !afterReturn ? 1 : 0;
                afterReturn = c == '\r';
            }
        }
    }
}
