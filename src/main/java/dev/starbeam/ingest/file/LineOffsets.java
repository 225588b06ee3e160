package dev.starbeam.ingest.file;

import java.util.Arrays;

/** Where lines begin, in transcoded text and in the original; forgets what was asked for already. */
public final class LineOffsets {
    private long[] texts = new long[64];
    private long[] originals = new long[64];
    private int first;
    private int count;

    public LineOffsets(long start) {
        add(0, start);
    }

    /** Both must not be less than in the call before; of equal text positions the last call counts. */
    public void add(long text, long original) {
        if (count == texts.length) {
            makeRoom();
        }
        texts[count] = text;
        originals[count++] = original;
    }

    /** The original offset of the line that begins at {@code text}, which must not be less than the call before. */
    public long originalOffset(long text) {
        while (first + 1 < count && texts[first + 1] <= text) {
            first++;
        }
        return originals[first];
    }

    private void makeRoom() {
        int kept = count - first;
        int room = kept > texts.length / 2 ? texts.length * 2 : texts.length;
        long[] keptTexts = Arrays.copyOf(Arrays.copyOfRange(texts, first, count), room);
        originals = Arrays.copyOf(Arrays.copyOfRange(originals, first, count), room);
        texts = keptTexts;
        first = 0;
        count = kept;
    }
}
