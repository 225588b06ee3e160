package dev.starbeam.warehouse.parquet;

import dev.starbeam.batch.Validity;

/** Parquet's RLE / bit-packing hybrid, for definition levels and dictionary indices. */
final class RunEncoding {
    private RunEncoding() {}

    /** One run of {@code count} times {@code value}, which takes {@code bitWidth} bits. */
    static void putRun(PageBuffer out, int value, int count, int bitWidth) {
        if (count == 0) {
            return;
        }
        out.putVarint(count << 1);
        for (int shift = 0; shift < bitWidth; shift += 8) {
            out.putByte(value >>> shift);
        }
    }

    /** All of {@code values[0, count)}, bit-packed from the least significant bit in groups of eight. */
    static void putPacked(PageBuffer out, int[] values, int count, int bitWidth) {
        int groups = (count + 7) >>> 3;
        out.putVarint(groups << 1 | 1);
        out.reserve((long) groups * bitWidth + 8);
        long pending = 0;
        int bits = 0;
        for (int i = 0; i < groups << 3; i++) {
            pending |= (i < count ? (long) values[i] : 0L) << bits;
            bits += bitWidth;
            if (bits >= 32) {
                out.putInt((int) pending);
                pending >>>= 32;
                bits -= 32;
            }
        }
        for (; bits > 0; bits -= 8, pending >>>= 8) {
            out.putByte((int) pending);
        }
    }

    /** Definition levels of an optional column, after their length: 1 where there is a value, 0 where NULL. */
    static void putLevels(PageBuffer out, Validity validity) {
        int lengthAt = out.size();
        out.putInt(0);
        int rows = validity.size();
        if (!validity.hasNulls()) {
            putRun(out, 1, rows, 1);
        } else if (validity.nullCount() == rows) {
            putRun(out, 0, rows, 1);
        } else {
            putBitmap(out, validity.toWords(), (rows + 7) >>> 3);
        }
        out.setInt(lengthAt, out.size() - lengthAt - 4);
    }

    /** A validity bitmap is what bit-packed levels of width 1 are. */
    private static void putBitmap(PageBuffer out, long[] words, int groups) {
        out.putVarint(groups << 1 | 1);
        int end = out.size() + groups;
        out.putLongs(words, words.length);
        out.truncate(end);
    }
}
