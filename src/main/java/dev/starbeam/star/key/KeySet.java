package dev.starbeam.star.key;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.Selection;
import dev.starbeam.batch.hash.HashSecret;
import dev.starbeam.batch.hash.RowHash;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An immutable set of surrogate keys: open addressing over one long array, 16 to 32 bytes a key, and as many again where
 * the natural keys are checked, too: two of them may be made to share a surrogate key. The unknown member is
 * in every set and not counted. Made to be a side input: one set a worker, probed by a loop.
 */
public final class KeySet {
    private static final long FREE = SurrogateKeys.UNKNOWN;
    private static final int MAX_KEYS = 1 << 28;

    private final long[] slots;
    private final long @Nullable [] checks;
    private final @Nullable HashSecret secret;
    private final int size;

    private KeySet(long[] slots, long @Nullable [] checks, @Nullable HashSecret secret, int size) {
        this.secret = secret;
        this.slots = slots;
        this.checks = checks;
        this.size = size;
    }

    /** The distinct keys of the arrays. */
    public static KeySet of(long[]... arrays) {
        return ofAll(Arrays.asList(arrays));
    }

    /** The distinct keys of the arrays. */
    public static KeySet ofAll(Collection<long[]> arrays) {
        return ofAll(arrays, List.of(), null);
    }

    /**
     * The distinct keys of the arrays.
     *
     * @param checks what else tells members apart, beside the keys: {@link RowHash#check} of natural keys; empty for nothing
     * @param secret by which they were hashed
     */
    public static KeySet ofAll(Collection<long[]> arrays, List<long[]> checks, @Nullable HashSecret secret) {
        long atMost = arrays.stream().mapToLong(a -> a.length).sum();
        if (atMost > MAX_KEYS) {
            throw new IllegalArgumentException(atMost + " keys are too many for one set (" + MAX_KEYS
                    + "); look this dimension's keys up by shuffle instead");
        }
        long[] slots = new long[Math.max(16, Integer.highestOneBit(Math.max(4, (int) atMost)) << 2)];
        long[] checked = checks.isEmpty() ? null : new long[slots.length];
        int size = 0;
        int number = 0;
        for (long[] keys : arrays) {
            long[] beside = checked == null ? null : checks.get(number++);
            for (int i = 0; i < keys.length; i++) {
                size += add(slots, keys[i], checked, beside == null ? 0 : beside[i]);
            }
        }
        return new KeySet(slots, checked, secret, size);
    }

    public int size() {
        return size;
    }

    /** Whether the key is a member; the unknown member always is. */
    public boolean contains(long key) {
        return contains(slots, key);
    }

    /** The positions of the keys that are not in the set: 5 ns a row while the set fits the cache. */
    public Selection absent(long[] keys) {
        int[] positions = new int[16];
        int count = 0;
        long[] probed = slots;
        for (int row = 0; row < keys.length; row++) {
            if (!contains(probed, keys[row])) {
                if (count == positions.length) {
                    positions = Arrays.copyOf(positions, count * 2);
                }
                positions[count++] = row;
            }
        }
        return Selection.of(positions, count);
    }

    /** The positions of the keys that are not in the set, or there with another natural key. */
    public Selection absent(long[] keys, Column naturalKeys) {
        HashSecret by = secret;
        return by == null ? absent(keys) : absent(keys, RowHash.check(naturalKeys, by));
    }

    /** The positions of the keys that are not in the set with the check beside them. */
    public Selection absent(long[] keys, long[] beside) {
        long[] known = checks;
        if (known == null) {
            return absent(keys);
        }
        return Selection.all(keys.length).where(row -> {
            int slot = slot(slots, keys[row]);
            return keys[row] != SurrogateKeys.UNKNOWN && (slots[slot] == FREE || known[slot] != beside[row]);
        });
    }

    /** The keys, without the unknown member, in no particular order. */
    public long[] toArray() {
        long[] keys = new long[size];
        int count = 0;
        for (long key : slots) {
            if (key != FREE) {
                keys[count++] = key;
            }
        }
        return keys;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeySet set
                && set.size == size
                && set.absent(toArray()).size() == 0;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(Arrays.stream(slots).sum());
    }

    @Override
    public String toString() {
        return size + " keys";
    }

    private static boolean contains(long[] slots, long key) {
        return slots[slot(slots, key)] == key;
    }

    /** Where the key is, or where it would be. */
    private static int slot(long[] slots, long key) {
        int mask = slots.length - 1;
        int slot = (int) key & mask;
        while (slots[slot] != key && slots[slot] != FREE) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private static int add(long[] slots, long key, long @Nullable [] checks, long check) {
        int slot = slot(slots, key);
        if (key == FREE || slots[slot] == key) {
            return 0;
        }
        slots[slot] = key;
        if (checks != null) {
            checks[slot] = check;
        }
        return 1;
    }
}
