package dev.starbeam.warehouse.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.format.CompressionCodec;

/** How pages are packed; only what the JDK can do. */
public enum ParquetCompression {
    /** As they are: the fastest for files that are loaded once from a local disk. */
    UNCOMPRESSED(CompressionCodec.UNCOMPRESSED),
    /** RFC 1952: smaller files for a slow way to the warehouse, at several times the CPU. */
    GZIP(CompressionCodec.GZIP);

    private final CompressionCodec codec;

    ParquetCompression(CompressionCodec codec) {
        this.codec = codec;
    }

    CompressionCodec codec() {
        return codec;
    }

    /** The page packed in place: {@code buffer} holds it from {@code start} to its end. */
    void packFrom(PageBuffer buffer, int start) throws IOException {
        if (this == UNCOMPRESSED) {
            return;
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream((buffer.size() - start) / 2 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed, 1 << 16)) {
            buffer.copyTo(gzip, start);
        }
        buffer.truncate(start);
        buffer.putBytes(packed.toByteArray());
    }
}
