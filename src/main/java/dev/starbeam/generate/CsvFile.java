package dev.starbeam.generate;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A CSV file being written, through one large buffer. */
final class CsvFile implements AutoCloseable {
    private static final int BUFFER = 1 << 18;

    private final OutputStream out;
    private byte[] buffer = new byte[BUFFER];
    private int size;
    private long rows;

    CsvFile(Path path, List<String> header) throws IOException {
        out = Files.newOutputStream(path);
        byte[] names = (String.join(",", header) + "\n").getBytes(StandardCharsets.UTF_8);
        System.arraycopy(names, 0, buffer, 0, names.length);
        size = names.length;
    }

    void write(RowBuffer row) throws IOException {
        int bound = row.encodedBound();
        if (size + bound > buffer.length) {
            flush(bound);
        }
        size = row.encode(buffer, size);
        rows++;
    }

    /** Rows written, without the header. */
    long rows() {
        return rows;
    }

    private void flush(int needed) throws IOException {
        out.write(buffer, 0, size);
        size = 0;
        if (needed > buffer.length) {
            buffer = new byte[needed];
        }
    }

    @Override
    public void close() throws IOException {
        try (out) {
            out.write(buffer, 0, size);
        }
    }
}
