package dev.starbeam.batch;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Collects NULLs while a kernel fills a column; every row is valid until said otherwise. */
public final class ValidityBuilder {
    private final int size;
    private long @Nullable [] words;

    public ValidityBuilder(int size) {
        this.size = size;
    }

    /** Starts from the NULLs of {@code validity}. */
    public static ValidityBuilder from(Validity validity) {
        ValidityBuilder builder = new ValidityBuilder(validity.size());
        if (validity.hasNulls()) {
            builder.words = validity.toWords();
        }
        return builder;
    }

    public void setNull(int row) {
        long[] bits = words;
        if (bits == null) {
            bits = new long[Validity.wordsFor(size)];
            Arrays.fill(bits, -1L);
            words = bits;
        }
        bits[row >>> 6] &= ~(1L << row);
    }

    public Validity build() {
        long[] bits = words;
        return bits == null ? Validity.allValid(size) : Validity.ofWords(size, bits);
    }
}
