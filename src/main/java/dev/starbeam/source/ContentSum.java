package dev.starbeam.source;

import dev.starbeam.coder.RecordCoder;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The CRC-32C of bytes of a file as stored, as they were read.
 *
 * @param source whose ranges they are: another source may cut the same file otherwise
 * @param path the file
 * @param start the first of the bytes
 * @param bytes how many
 * @param crc over them
 */
public record ContentSum(String source, String path, long start, long bytes, int crc) implements Serializable {
    /** CRC-32C's polynomial, the least power first. */
    private static final int POLYNOMIAL = 0x82F63B78;

    private static final int BITS = Integer.SIZE;

    /** The sum of these bytes and those of {@code next}, which follow them. */
    ContentSum then(ContentSum next) {
        return new ContentSum(source, path, start, bytes + next.bytes, shifted(crc, next.bytes) ^ next.crc);
    }

    /** As {@link SourceFile#content} has it. */
    String text() {
        return text(crc);
    }

    /** As {@link SourceFile#content} has the sum of a whole file. */
    public static String text(int crc) {
        return "crc32c:" + Integer.toHexString(crc);
    }

    /** The sum's share in that over so many bytes more: a product of matrices over bits, by repeated squaring. */
    private static int shifted(int crc, long bytes) {
        int[] power = oneZeroBit();
        power = squared(squared(squared(power)));
        int sum = crc;
        for (long left = bytes; left != 0; left >>>= 1) {
            if ((left & 1) != 0) {
                sum = times(power, sum);
            }
            power = squared(power);
        }
        return sum;
    }

    private static int[] oneZeroBit() {
        int[] matrix = new int[BITS];
        matrix[0] = POLYNOMIAL;
        for (int bit = 1; bit < BITS; bit++) {
            matrix[bit] = 1 << (bit - 1);
        }
        return matrix;
    }

    private static int[] squared(int[] matrix) {
        int[] square = new int[BITS];
        for (int bit = 0; bit < BITS; bit++) {
            square[bit] = times(matrix, matrix[bit]);
        }
        return square;
    }

    private static int times(int[] matrix, int vector) {
        int product = 0;
        for (int bit = 0; bit < BITS; bit++) {
            product ^= (vector >>> bit & 1) != 0 ? matrix[bit] : 0;
        }
        return product;
    }

    /** The sums of one part that was read. Deterministic. */
    public static final class SumsCoder extends RecordCoder<List<ContentSum>> {
        private static final long serialVersionUID = 1L;
        private static final SumsCoder INSTANCE = new SumsCoder();

        private SumsCoder() {}

        public static SumsCoder of() {
            return INSTANCE;
        }

        @Override
        protected void write(List<ContentSum> sums, DataOutputStream out) throws IOException {
            out.writeInt(sums.size());
            for (ContentSum sum : sums) {
                out.writeUTF(sum.source);
                out.writeUTF(sum.path);
                out.writeLong(sum.start);
                out.writeLong(sum.bytes);
                out.writeInt(sum.crc);
            }
        }

        @Override
        protected List<ContentSum> read(DataInputStream in) throws IOException {
            int count = in.readInt();
            List<ContentSum> sums = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                sums.add(new ContentSum(in.readUTF(), in.readUTF(), in.readLong(), in.readLong(), in.readInt()));
            }
            return sums;
        }
    }
}
