package dev.starbeam.batch.codec;

import dev.starbeam.batch.BooleanColumn;
import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.DoubleColumn;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.batch.Validity;
import java.util.Arrays;

/**
 * The binary form of one column: a byte that says whether NULLs follow, their bitmap, then the values. Equal columns
 * give equal bytes; NULL rows take no text.
 */
final class ColumnCodec {
    private static final byte CONSTANT = 1;
    private static final byte VARIED = 0;

    private ColumnCodec() {}

    static void encode(Column column, ByteSink sink) {
        encodeValidity(column.validity(), sink);
        if (column instanceof TextColumn text) {
            encodeText(text, sink);
        } else if (column instanceof LongColumn longs) {
            PackedLongs.encode(longs.values(), longs.size(), longs.validity(), sink);
        } else if (column instanceof DoubleColumn doubles) {
            PackedLongs.encode(bits(doubles), doubles.size(), doubles.validity(), sink);
        } else if (column instanceof BooleanColumn booleans) {
            PackedLongs.encode(bits(booleans), booleans.size(), booleans.validity(), sink);
        }
    }

    static Column decode(ColumnType type, int rows, byte[] bytes, int start) {
        Validity validity = decodeValidity(rows, bytes, start);
        int at = start + 1 + (bytes[start] == 0 ? 0 : 8 * Validity.wordsFor(rows));
        return switch (type.kind()) {
            case TEXT -> decodeText(rows, bytes, at, validity);
            case DOUBLE -> doubles(PackedLongs.decode(bytes, at, rows), validity);
            case BOOLEAN -> booleans(PackedLongs.decode(bytes, at, rows), validity);
            default -> new LongColumn(type, PackedLongs.decode(bytes, at, rows), validity);
        };
    }

    private static void encodeValidity(Validity validity, ByteSink sink) {
        sink.put(validity.hasNulls() ? 1 : 0);
        if (validity.hasNulls()) {
            long[] words = validity.toWords();
            int spare = words.length * 64 - validity.size();
            if (spare > 0) {
                words[words.length - 1] &= -1L >>> spare;
            }
            for (long word : words) {
                sink.putLong(word);
            }
        }
    }

    private static Validity decodeValidity(int rows, byte[] bytes, int at) {
        if (bytes[at] == 0) {
            return Validity.allValid(rows);
        }
        long[] words = new long[Validity.wordsFor(rows)];
        for (int w = 0; w < words.length; w++) {
            words[w] = (long) ByteSink.LONGS.get(bytes, at + 1 + 8 * w);
        }
        return Validity.ofWords(rows, words);
    }

    private static void encodeText(TextColumn text, ByteSink sink) {
        if (isConstant(text)) {
            sink.put(CONSTANT);
            sink.putInt(text.length(0));
            sink.putBytes(text.bytes(), text.start(0), text.length(0));
            return;
        }
        sink.put(VARIED);
        int rows = text.size();
        long[] lengths = new long[rows];
        int total = 0;
        for (int row = 0; row < rows; row++) {
            lengths[row] = text.isNull(row) ? 0 : text.length(row);
            total = Math.addExact(total, (int) lengths[row]);
        }
        PackedLongs.encode(lengths, rows, Validity.allValid(rows), sink);
        int at = sink.reserve(total);
        gather(text, lengths, sink.array(), at);
    }

    /** Copies the rows' bytes; rows that follow one another in the source go in one piece. */
    private static void gather(TextColumn text, long[] lengths, byte[] target, int at) {
        int pieceStart = 0;
        int pieceEnd = 0;
        int to = at;
        for (int row = 0; row < lengths.length; row++) {
            if (lengths[row] > 0) {
                if (text.start(row) != pieceEnd) {
                    System.arraycopy(text.bytes(), pieceStart, target, to, pieceEnd - pieceStart);
                    to += pieceEnd - pieceStart;
                    pieceStart = text.start(row);
                }
                pieceEnd = text.end(row);
            }
        }
        System.arraycopy(text.bytes(), pieceStart, target, to, pieceEnd - pieceStart);
    }

    private static boolean isConstant(TextColumn text) {
        int rows = text.size();
        if (rows == 0 || text.validity().hasNulls()) {
            return false;
        }
        for (int row = 1; row < rows; row++) {
            if (!holdsSame(text, row)) {
                return false;
            }
        }
        return true;
    }

    /** Compares bytes, not places: equal columns give equal bytes however they were built. */
    private static boolean holdsSame(TextColumn text, int row) {
        return text.length(row) == text.length(0)
                && (text.start(row) == text.start(0)
                        || Arrays.equals(
                                text.bytes(),
                                text.start(row),
                                text.end(row),
                                text.bytes(),
                                text.start(0),
                                text.end(0)));
    }

    private static TextColumn decodeText(int rows, byte[] bytes, int at, Validity validity) {
        int[] starts = new int[rows];
        int[] ends = new int[rows];
        if (bytes[at] == CONSTANT) {
            Arrays.fill(starts, at + 5);
            Arrays.fill(ends, at + 5 + (int) ByteSink.INTS.get(bytes, at + 1));
            return new TextColumn(bytes, starts, ends, validity);
        }
        long[] lengths = PackedLongs.decode(bytes, at + 1, rows);
        int from = at + 1 + PackedLongs.encodedSize(bytes, at + 1, rows);
        for (int row = 0; row < rows; row++) {
            starts[row] = from;
            from += (int) lengths[row];
            ends[row] = from;
        }
        return new TextColumn(bytes, starts, ends, validity);
    }

    private static long[] bits(DoubleColumn doubles) {
        long[] bits = new long[doubles.size()];
        for (int row = 0; row < bits.length; row++) {
            bits[row] = Double.doubleToRawLongBits(doubles.value(row));
        }
        return bits;
    }

    private static long[] bits(BooleanColumn booleans) {
        long[] bits = new long[booleans.size()];
        for (int row = 0; row < bits.length; row++) {
            bits[row] = booleans.value(row) ? 1 : 0;
        }
        return bits;
    }

    private static DoubleColumn doubles(long[] bits, Validity validity) {
        double[] values = new double[bits.length];
        for (int row = 0; row < bits.length; row++) {
            values[row] = Double.longBitsToDouble(bits[row]);
        }
        return new DoubleColumn(values, validity);
    }

    private static BooleanColumn booleans(long[] bits, Validity validity) {
        boolean[] values = new boolean[bits.length];
        for (int row = 0; row < bits.length; row++) {
            values[row] = bits[row] != 0;
        }
        return new BooleanColumn(values, validity);
    }
}
