package dev.starbeam.quality.statistic.key;

import java.util.Arrays;

/** The bytes of keys that are texts longer than {@link TextKey#PACKED}, in one array, so that no key is an object. */
final class LongTexts {
    private byte[] bytes = new byte[0];
    private int used;
    private int[] starts = new int[0];

    /** Keeps the text of the key with the number {@code id}. */
    void put(int id, byte[] source, int start, int length) {
        if (bytes.length - used < length) {
            bytes = Arrays.copyOf(bytes, Math.addExact(used, Math.max(length, used)));
        }
        if (starts.length <= id) {
            starts = Arrays.copyOf(starts, Math.max(16, Math.multiplyExact(id, 2)));
        }
        System.arraycopy(source, start, bytes, used, length);
        starts[id] = used;
        used += length;
    }

    boolean isSame(int id, byte[] source, int start, int length) {
        int kept = starts[id];
        return Arrays.equals(bytes, kept, kept + length, source, start, start + length);
    }

    byte[] copy(int id, int length) {
        return Arrays.copyOfRange(bytes, starts[id], starts[id] + length);
    }
}
