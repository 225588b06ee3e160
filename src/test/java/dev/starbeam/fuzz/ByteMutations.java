package dev.starbeam.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Damage that knows nothing of what a file holds: that of broken disks, transfers and editors. */
final class ByteMutations {
    /** What means something to a reader of text, or nothing at all. */
    private static final List<byte[]> WORDS = List.of(
            bytes(0),
            bytes('"'),
            bytes('"', '"'),
            bytes(','),
            bytes('\n'),
            bytes('\r'),
            bytes('\r', '\n'),
            bytes('\n', '\n'),
            bytes(0xEF, 0xBB, 0xBF),
            bytes(0xFF, 0xFE),
            bytes(0xC3),
            bytes(0xC2, 0xA0),
            bytes(0xE2, 0x80, 0xA8),
            bytes(0x85),
            bytes(0x1A),
            bytes(',', '"'),
            bytes('"', ','),
            bytes('"', '\n'),
            bytes('\\'),
            bytes('\\', 'N'),
            bytes(';'),
            bytes('\t'),
            bytes(' ', '"'),
            bytes('"', ' '),
            bytes(0xED, 0xA0, 0x80));

    static final List<Mutation> ALL = List.of(
            ByteMutations::flipBit,
            ByteMutations::setByte,
            ByteMutations::insert,
            ByteMutations::insert,
            ByteMutations::insertMany,
            ByteMutations::remove,
            ByteMutations::repeat,
            ByteMutations::cut,
            ByteMutations::join,
            ByteMutations::otherLineEnds,
            ByteMutations::otherEncoding,
            ByteMutations::pack);

    private ByteMutations() {}

    private static byte[] flipBit(byte[] content, Random random) {
        byte[] other = content.clone();
        if (other.length > 0) {
            other[random.nextInt(other.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return other;
    }

    private static byte[] setByte(byte[] content, Random random) {
        byte[] other = content.clone();
        if (other.length > 0) {
            other[random.nextInt(other.length)] = (byte) random.nextInt(256);
        }
        return other;
    }

    private static byte[] insert(byte[] content, Random random) {
        return replace(content, place(content, random), 0, WORDS.get(random.nextInt(WORDS.size())));
    }

    private static byte[] insertMany(byte[] content, Random random) {
        byte[] other = content;
        for (int i = random.nextInt(20); i >= 0; i--) {
            other = insert(other, random);
        }
        return other;
    }

    private static byte[] remove(byte[] content, Random random) {
        int from = place(content, random);
        int length = Math.min(content.length - from, 1 + random.nextInt(random.nextBoolean() ? 4 : 400));
        return replace(content, from, length, new byte[0]);
    }

    private static byte[] repeat(byte[] content, Random random) {
        int from = place(content, random);
        int to = from + random.nextInt(content.length - from + 1);
        return replace(content, place(content, random), 0, Arrays.copyOfRange(content, from, to));
    }

    private static byte[] cut(byte[] content, Random random) {
        return Arrays.copyOf(content, random.nextInt(8) == 0 ? 0 : place(content, random));
    }

    /** As files are joined to one: the header comes again. */
    private static byte[] join(byte[] content, Random random) {
        return replace(content, content.length, 0, Arrays.copyOf(content, place(content, random)));
    }

    private static byte[] otherLineEnds(byte[] content, Random random) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        return text.replace("\n", random.nextBoolean() ? "\r\n" : "\r").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] otherEncoding(byte[] content, Random random) {
        List<String> encodings = List.of("UTF-16", "UTF-16LE", "windows-1252", "UTF-32");
        String text = new String(content, StandardCharsets.UTF_8);
        return text.getBytes(Charset.forName(encodings.get(random.nextInt(encodings.size()))));
    }

    /** Whole, or cut off. */
    private static byte[] pack(byte[] content, Random random) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] whole = packed.toByteArray();
        return random.nextInt(3) == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole;
    }

    private static int place(byte[] content, Random random) {
        return random.nextInt(content.length + 1);
    }

    private static byte[] replace(byte[] content, int from, int length, byte[] by) {
        byte[] other = Arrays.copyOf(content, content.length - length + by.length);
        System.arraycopy(by, 0, other, from, by.length);
        System.arraycopy(content, from + length, other, from + by.length, content.length - from - length);
        return other;
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
