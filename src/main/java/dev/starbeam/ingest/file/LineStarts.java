package dev.starbeam.ingest.file;

import dev.starbeam.source.SourceFile;
import dev.starbeam.source.UnreadableSourceException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Finds where lines begin in a file that is not packed, without reading it all. */
public final class LineStarts {
    private static final int BUFFER = 1 << 16;

    private LineStarts() {}

    /** 0, and the first start of a line at or after each multiple of {@code bytes}. */
    public static List<Long> near(SourceFile file, long bytes) throws UnreadableSourceException {
        List<Long> starts = new ArrayList<>(List.of(0L));
        for (long wanted = bytes; wanted < file.size(); wanted = multipleAfter(starts.get(starts.size() - 1), bytes)) {
            long start = lineStart(file, wanted);
            if (start >= file.size()) {
                break;
            }
            starts.add(start);
        }
        return starts;
    }

    /** The first multiple after {@code start}. */
    public static long multipleAfter(long start, long bytes) {
        return (start / bytes + 1) * bytes;
    }

    private static long lineStart(SourceFile file, long wanted) throws UnreadableSourceException {
        try (ChannelStream bytes = FileContent.stored(file.path(), wanted - 1, file.size())) {
            return lineStart(bytes, wanted - 1, file.size());
        } catch (IOException e) {
            throw new UnreadableSourceException(file.path(), wanted, e);
        }
    }

    private static long lineStart(ChannelStream bytes, long first, long size) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long position = first;
        boolean afterReturn = false;
        for (int read = bytes.read(buffer, 0, buffer.length); read >= 0; read = bytes.read(buffer, 0, buffer.length)) {
            for (int i = 0; i < read; i++, position++) {
                if (buffer[i] == '\n') {
                    return position + 1;
                }
                if (afterReturn) {
                    return position;
                }
                afterReturn = buffer[i] == '\r';
            }
        }
        return size;
    }
}
