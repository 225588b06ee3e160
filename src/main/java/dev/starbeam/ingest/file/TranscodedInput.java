package dev.starbeam.ingest.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Text in another encoding, turned into UTF-8 line by line, so that the original offset of every line is known. Bytes
 * that are no text in the encoding become 0xFF, which is no UTF-8 either: the record they are in is rejected later.
 */
final class TranscodedInput implements TextInput {
    private static final int BUFFER = 1 << 16;
    private static final byte NO_TEXT = (byte) 0xFF;

    private final FileContent bytes;
    private final byte[] in = new byte[BUFFER];
    private final CharBuffer chars = CharBuffer.allocate(BUFFER);
    private final byte[] out = new byte[3 * BUFFER + 4];
    private final LineOffsets lines;
    private CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private TextEncoding encoding;
    private int inPosition;
    private int inLimit;
    private int outPosition;
    private int outLimit;
    private long inBase;
    private long outBase;
    private boolean opened;
    private boolean ended;

    /** @param start the byte of the unpacked file at which {@code bytes} begins */
    TranscodedInput(FileContent bytes, long start, TextEncoding encoding) {
        this.bytes = bytes;
        this.encoding = encoding;
        this.inBase = start;
        this.lines = new LineOffsets(start);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (!opened) {
            open();
        }
        while (outPosition == outLimit) {
            if (ended && inPosition == inLimit) {
                return -1;
            }
            outBase += outLimit;
            outPosition = 0;
            outLimit = 0;
            decodePiece();
        }
        int read = Math.min(length, outLimit - outPosition);
        System.arraycopy(out, outPosition, target, offset, read);
        outPosition += read;
        return read;
    }

    @Override
    public long originalOffset(long position) {
        return lines.originalOffset(position);
    }

    @Override
    public long bytesRead() {
        return bytes.bytesRead();
    }

    @Override
    public int sum() {
        return bytes.sum();
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }

    /** A byte order mark, if there is one, decides the order of UTF-16 and is not text. */
    private void open() throws IOException {
        opened = true;
        fill();
        while (!ended && inLimit < 2) {
            fill();
        }
        int mark = inLimit < 2 ? 0 : pair(in[0], in[1]) & 0xFFFF;
        if (encoding.unit() == 2 && inBase == 0 && (mark == 0xFEFF || mark == 0xFFFE)) {
            encoding = new TextEncoding(encoding.charset(), 2, mark == 0xFEFF);
            inPosition = 2;
            lines.add(0, 2);
        }
        decoder = (encoding.unit() == 1
                        ? encoding.charset()
                        : encoding.bigEndian() ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE)
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** Decodes what is at hand of the present line, or the line break and what precedes it. */
    private void decodePiece() throws IOException {
        if (inPosition == inLimit) {
            fill();
        }
        int lineEnd = lineEnd();
        boolean complete = lineEnd <= inLimit;
        int before = inPosition;
        decode(complete ? lineEnd : inLimit, complete || ended);
        if (complete) {
            lines.add(outBase + outLimit, inBase + inPosition);
        } else if (inPosition == before && !ended) {
            fill();
        }
    }

    /** Within a line the decoder keeps its state: some encodings say only at a switch which characters follow. */
    private void decode(int end, boolean complete) {
        ByteBuffer source = ByteBuffer.wrap(in, inPosition, end - inPosition);
        while (true) {
            CoderResult result = decoder.decode(source, chars, complete);
            drain();
            if (result.isError()) {
                source.position(source.position() + result.length());
                out[outLimit++] = NO_TEXT;
            } else if (result.isUnderflow()) {
                break;
            }
        }
        if (complete) {
            decoder.flush(chars);
            drain();
            decoder.reset();
        }
        inPosition = source.position();
    }

    private void drain() {
        byte[] utf8 = new String(chars.array(), 0, chars.position()).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(utf8, 0, out, outLimit, utf8.length);
        outLimit += utf8.length;
        chars.clear();
    }

    /** The position after the next line break; beyond the limit when there is none at hand. */
    private int lineEnd() {
        int unit = encoding.unit();
        for (int p = inPosition; p <= inLimit - unit; p += unit) {
            int c = unit == 1 ? in[p] : encoding.bigEndian() ? pair(in[p], in[p + 1]) : pair(in[p + 1], in[p]);
            if (c == '\n' || c == '\r') {
                return p + unit;
            }
        }
        return inLimit + 1;
    }

    private static int pair(byte high, byte low) {
        return (high << 8) | (low & 0xFF);
    }

    private void fill() throws IOException {
        int rest = inLimit - inPosition;
        System.arraycopy(in, inPosition, in, 0, rest);
        inBase += inPosition;
        inPosition = 0;
        int read = bytes.read(in, rest, in.length - rest);
        ended = read < 0;
        inLimit = rest + Math.max(read, 0);
    }
}
