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

/** Which rows of a parked shard live on, by their position in the shard. Immutable. */
public final class LiveRows implements Serializable {
    private static final long serialVersionUID = 1L;

    private final long rows;
    private final long[] dead;
    private final long deadCount;

    private LiveRows(long rows, long[] dead, long deadCount) {
        this.rows = rows;
        this.dead = dead;
        this.deadCount = deadCount;
    }

    /** All {@code rows} live. */
    public static LiveRows all(long rows) {
        return new LiveRows(rows, new long[0], 0);
    }

    /**
     * These rows without those at {@code positions}, in any order; rows that are dead already stay so.
     *
     * @throws IndexOutOfBoundsException when there is no such row
     */
    public LiveRows without(int[] positions) {
        long[] bits = dead.length == 0 ? new long[(int) ((rows + 63) >>> 6)] : dead.clone();
        for (int position : positions) {
            bits[(int) (Objects.checkIndex((long) position, rows) >>> 6)] |= 1L << position;
        }
        return new LiveRows(rows, bits, Arrays.stream(bits).map(Long::bitCount).sum());
    }

    /** Writes which rows are dead, but not how many there are; {@link #read} must be told. */
    void write(DataOutputStream out) throws IOException {
        out.writeInt(dead.length);
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(Long.BYTES, dead.length));
        bytes.asLongBuffer().put(dead);
        out.write(bytes.array());
    }

    static LiveRows read(long rows, DataInputStream in) throws IOException {
        long[] bits = new long[in.readInt()];
        byte[] bytes = new byte[Math.multiplyExact(Long.BYTES, bits.length)];
        in.readFully(bytes);
        ByteBuffer.wrap(bytes).asLongBuffer().get(bits);
        return new LiveRows(rows, bits, Arrays.stream(bits).map(Long::bitCount).sum());
    }

    public long count() {
        return rows - deadCount;
    }

    /** The living among rows {@code first} to {@code first + size - 1}, as positions from 0. */
    public Selection within(long first, int size) {
        if (deadCount == 0) {
            return Selection.all(size);
        }
        int[] living = new int[size];
        int count = 0;
        for (int row = 0; row < size; row++) {
            living[count] = row;
            count += isDead(first + row) ? 0 : 1;
        }
        return count == size ? Selection.all(size) : Selection.of(living, count);
    }

    private boolean isDead(long position) {
        return (dead[(int) (position >>> 6)] >>> position & 1) != 0;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LiveRows that
                && rows == that.rows
                && deadCount == that.deadCount
                && (deadCount == 0 || Arrays.equals(dead, that.dead));
    }

    @Override
    public int hashCode() {
        return Long.hashCode(rows * 31 + deadCount);
    }

    @Override
    public String toString() {
        return count() + " of " + rows + " rows";
    }
}
