package dev.starbeam.source;

import java.io.IOException;

/**
 * A file could not be read to its end: its packed data is cut off or damaged, it became shorter while it was read, or its
 * file system failed. The rows before the break have been delivered, but for those in the last 4 KiB that were unpacked.
 * The rest is unknown, so the run must fail rather than publish what little was read. Where packed data is damaged rather
 * than cut off, the damage may show only later than it begins, so rows delivered shortly before may be wrong: one more
 * reason to discard them all.
 */
public final class UnreadableSourceException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final long offset;

    public UnreadableSourceException(String file, long offset, IOException cause) {
        super(
                file + " cannot be read beyond the record at byte " + offset + " of its (decompressed) content: "
                        + cause.getMessage()
                        + ". Nothing after it was read. Check the file (if it is packed: gzip -t, zstd -t, bzip2 -t), fetch"
                        + " it again, and rerun.",
                cause);
        this.file = file;
        this.offset = offset;
    }

    public String file() {
        return file;
    }

    /** Where the first record begins that was not delivered. */
    public long offset() {
        return offset;
    }
}
