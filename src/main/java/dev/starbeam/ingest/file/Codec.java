package dev.starbeam.ingest.file;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import dev.starbeam.model.source.Compression;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/**
 * How files are packed. Each is recognised by its first bytes, and reads pieces that were packed one by one and then
 * joined.
 */
enum Codec {
    GZIP(Compression.GZIP, ".gz") {
        @Override
        boolean begins(byte[] file) {
            return at(file, 0) == 0x1F && at(file, 1) == 0x8B;
        }

        @Override
        InputStream unpack(InputStream packed) {
            return new GzipMembers(packed);
        }
    },

    /** A frame, or what may stand before one and is to be skipped. */
    ZSTD(Compression.ZSTD, ".zst") {
        @Override
        boolean begins(byte[] file) {
            boolean rest = at(file, 1) == 0xB5 && at(file, 2) == 0x2F && at(file, 3) == 0xFD;
            boolean skipped = at(file, 1) == 0x2A && at(file, 2) == 0x4D && at(file, 3) == 0x18;
            return (at(file, 0) == 0x28 && rest) || ((at(file, 0) & 0xF0) == 0x50 && skipped);
        }

        @Override
        InputStream unpack(InputStream packed) throws IOException {
            return new ZstdInputStreamNoFinalizer(packed);
        }
    },

    BZIP2(Compression.BZIP2, ".bz2") {
        @Override
        boolean begins(byte[] file) {
            boolean level = at(file, 3) >= '1' && at(file, 3) <= '9';
            return at(file, 0) == 'B' && at(file, 1) == 'Z' && at(file, 2) == 'h' && level && isBlock(file);
        }

        /** A block begins with the digits of pi, an empty file ends with those of its root. */
        private boolean isBlock(byte[] file) {
            return (at(file, 4) == 0x31 && at(file, 5) == 0x41) || (at(file, 4) == 0x17 && at(file, 5) == 0x72);
        }

        @Override
        InputStream unpack(InputStream packed) throws IOException {
            return new BZip2CompressorInputStream(new BufferedInputStream(packed, BUFFER), true);
        }
    };

    /** How many bytes it takes to recognise any. */
    static final int FIRST_BYTES = 6;

    private static final int BUFFER = 1 << 16;

    private final Compression declared;
    private final String suffix;

    Codec(Compression declared, String suffix) {
        this.declared = declared;
        this.suffix = suffix;
    }

    /** Whether the first bytes of a file, all there are or {@link #FIRST_BYTES}, are those of data packed so. */
    abstract boolean begins(byte[] file);

    /** The data unpacked; throws when it is damaged or cut off. */
    abstract InputStream unpack(InputStream packed) throws IOException;

    /** As people call it. */
    String word() {
        return declared.name().toLowerCase(Locale.ROOT);
    }

    /** What a file with these first bytes is packed as. */
    static Optional<Codec> recognise(byte[] first) {
        return Stream.of(values()).filter(codec -> codec.begins(first)).findFirst();
    }

    /** What a file is packed as, as far as its declaration and its name say. */
    static Optional<Codec> expected(String file, Compression declared) {
        String name = file.toLowerCase(Locale.ROOT);
        return Stream.of(values())
                .filter(codec ->
                        declared == Compression.AUTO ? name.endsWith(codec.suffix) : codec.declared == declared)
                .findFirst();
    }

    private static int at(byte[] file, int position) {
        return position < file.length ? file[position] & 0xFF : -1;
    }
}
