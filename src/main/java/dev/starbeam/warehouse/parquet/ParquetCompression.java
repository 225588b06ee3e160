package dev.starbeam.warehouse.parquet;

import java.io.IOException;
import org.apache.parquet.format.CompressionCodec;
import org.xerial.snappy.Snappy;

/** How pages are packed. */
public enum ParquetCompression {
    /** As they are: the fastest for files that are loaded once from a local disk. */
    UNCOMPRESSED(CompressionCodec.UNCOMPRESSED),
    /** For files that travel to the warehouse: what readers of Parquet know best, at little CPU. */
    SNAPPY(CompressionCodec.SNAPPY);

    private final CompressionCodec codec;

    ParquetCompression(CompressionCodec codec) {
        this.codec = codec;
    }

    CompressionCodec codec() {
        return codec;
    }

    /** The bytes packed in place. */
    void pack(PageBuffer buffer) throws IOException {
        if (this == SNAPPY) {
            byte[] packed = new byte[Snappy.maxCompressedLength(buffer.size())];
            int size = Snappy.compress(buffer.array(), 0, buffer.size(), packed, 0);
            buffer.truncate(0);
            buffer.putBytes(packed, 0, size);
        }
    }
}
