package dev.starbeam.batch;

import java.util.Arrays;

/**
 * Which rows of a column hold a value: bit {@code i} is 1 when row {@code i} is not NULL. Immutable once a column
 * holds it; {@link #allValid} costs no memory.
 */
public final class Validity {
    private static final long[] NONE = new long[0];

    private final int size;
    private final long[] words;
    private final int nulls;

    private Validity(int size, long[] words, int nulls) {
        this.size = size;
        this.words = words;
        this.nulls = nulls;
    }

    /** No NULL among {@code size} rows. */
    public static Validity allValid(int size) {
        return new Validity(size, NONE, 0);
    }

    /** NULL everywhere. */
    public static Validity allNull(int size) {
        return size == 0 ? allValid(0) : new Validity(size, new long[wordsFor(size)], size);
    }

    /** Takes over a bitmap of {@link #wordsFor} words; bits beyond {@code size} are ignored. */
    public static Validity ofWords(int size, long[] words) {
        int valid = 0;
        for (int w = 0; w < wordsFor(size); w++) {
            long word = words[w];
            if (w == size >>> 6) {
                word &= (1L << size) - 1;
            }
            valid += Long.bitCount(word);
        }
        return valid == size ? allValid(size) : new Validity(size, words, size - valid);
    }

    public static int wordsFor(int size) {
        return (size + 63) >>> 6;
    }

    public int size() {
        return size;
    }

    public int nullCount() {
        return nulls;
    }

    public boolean hasNulls() {
        return nulls > 0;
    }

    public boolean isNull(int row) {
        return nulls > 0 && (words[row >>> 6] >>> row & 1) == 0;
    }

    public boolean isValid(int row) {
        return nulls == 0 || (words[row >>> 6] >>> row & 1) != 0;
    }

    /** A copy of the bitmap, all ones when nothing is NULL; for kernels that change it and for the codec. */
    public long[] toWords() {
        long[] copy = new long[wordsFor(size)];
        if (nulls == 0) {
            Arrays.fill(copy, -1L);
        } else {
            System.arraycopy(words, 0, copy, 0, copy.length);
        }
        return copy;
    }

    /** Valid where both are: what a strict function of two columns returns. */
    public Validity and(Validity other) {
        if (nulls == 0) {
            return other;
        }
        if (other.nulls == 0) {
            return this;
        }
        long[] both = toWords();
        for (int w = 0; w < both.length; w++) {
            both[w] &= other.words[w];
        }
        return ofWords(size, both);
    }

    /** The validity of the selected rows, in their order. */
    public Validity select(Selection selection) {
        if (nulls == 0) {
            return allValid(selection.size());
        }
        ValidityBuilder builder = new ValidityBuilder(selection.size());
        for (int i = 0; i < selection.size(); i++) {
            if (isNull(selection.position(i))) {
                builder.setNull(i);
            }
        }
        return builder.build();
    }
}
