package dev.starbeam.spill;

import dev.starbeam.batch.Selection;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which rows of a parked shard are kept, by their position in the shard. Immutable. */
public final class KeptRows implements Serializable {
    private static final long serialVersionUID = 1L;

    private final long rows;
    private final long[] superseded;
    private final long supersededCount;

    private KeptRows(long rows, long[] superseded, long supersededCount) {
        this.rows = rows;
        this.superseded = superseded;
        this.supersededCount = supersededCount;
    }

    /** All {@code rows} are kept. */
    public static KeptRows all(long rows) {
        return new KeptRows(rows, new long[0], 0);
    }

    /**
     * These rows without those at {@code positions}, in any order; rows that are superseded already stay so.
     *
     * @throws IndexOutOfBoundsException when there is no such row
     */
    public KeptRows without(int[] positions) {
        long[] bits = superseded.length == 0 ? new long[(int) ((rows + 63) >>> 6)] : superseded.clone();
        for (int position : positions) {
            bits[(int) (Objects.checkIndex((long) position, rows) >>> 6)] |= 1L << position;
        }
        return new KeptRows(rows, bits, Arrays.stream(bits).map(Long::bitCount).sum());
    }

    /** Writes which rows are superseded, but not how many there are; {@link #read} must be told. */
    void write(DataOutputStream out) throws IOException {
        out.writeInt(superseded.length);
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(Long.BYTES, superseded.length));
        bytes.asLongBuffer().put(superseded);
        out.write(bytes.array());
    }

    static KeptRows read(long rows, DataInputStream in) throws IOException {
        long[] bits = new long[in.readInt()];
        byte[] bytes = new byte[Math.multiplyExact(Long.BYTES, bits.length)];
        in.readFully(bytes);
        ByteBuffer.wrap(bytes).asLongBuffer().get(bits);
        return new KeptRows(rows, bits, Arrays.stream(bits).map(Long::bitCount).sum());
    }

    public long count() {
        return rows - supersededCount;
    }

    /** The kept among rows {@code first} to {@code first + size - 1}, as positions from 0. */
    public Selection within(long first, int size) {
        if (supersededCount == 0) {
            return Selection.all(size);
        }
        int[] kept = new int[size];
        int count = 0;
        for (int row = 0; row < size; row++) {
            kept[count] = row;
            count += isSuperseded(first + row) ? 0 : 1;
        }
        return count == size ? Selection.all(size) : Selection.of(kept, count);
    }

    private boolean isSuperseded(long position) {
        return (superseded[(int) (position >>> 6)] >>> position & 1) != 0;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeptRows that
                && rows == that.rows
                && supersededCount == that.supersededCount
                && (supersededCount == 0 || Arrays.equals(superseded, that.superseded));
    }

    @Override
    public int hashCode() {
        return Long.hashCode(rows * 31 + supersededCount);
    }

    @Override
    public String toString() {
        return count() + " of " + rows + " rows";
    }
}
