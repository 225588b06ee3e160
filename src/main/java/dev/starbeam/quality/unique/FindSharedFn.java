package dev.starbeam.quality.unique;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Within one check and partition, finds the hashes that occur more than once; each is told once. */
final class FindSharedFn extends DoFn<KV<String, Iterable<HashBlock>>, HashBlock> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void find(@Element KV<String, Iterable<HashBlock>> partition, OutputReceiver<HashBlock> out) {
        HashBlock shared = shared(partition.getValue());
        if (shared.size() > 0) {
            out.output(shared);
        }
    }

    /** What occurs more than once; reads the blocks once only, since not every runner can read a group again. */
    static HashBlock shared(Iterable<HashBlock> grouped) {
        List<HashBlock> blocks = new ArrayList<>();
        grouped.forEach(blocks::add);
        HashSlots once = new HashSlots(blocks.stream().mapToInt(HashBlock::size).reduce(0, Math::addExact));
        HashSlots more = new HashSlots(16);
        HashBlock shared = new HashBlock(blocks.get(0).checkId(), 0);
        for (HashBlock block : blocks) {
            for (int i = 0; i < block.size(); i++) {
                if (!once.add(block.high(i), block.low(i)) && more.add(block.high(i), block.low(i))) {
                    shared.add(block.high(i), block.low(i));
                }
            }
        }
        return shared.trimmed();
    }

    /** A set of 128-bit hashes by open addressing; the hash of all zeros is kept apart, as it marks a free slot. */
    static final class HashSlots {
        private long[] high;
        private long[] low;
        private int size;
        private boolean hasZero;

        HashSlots(int expected) {
            int capacity = Integer.highestOneBit(Math.max(16, expected)) << 2;
            this.high = new long[capacity];
            this.low = new long[capacity];
        }

        /** Adds a hash; answers whether it is new. */
        boolean add(long highHash, long lowHash) {
            if (highHash == 0 && lowHash == 0) {
                boolean isNew = !hasZero;
                hasZero = true;
                return isNew;
            }
            int slot = slotOf(highHash, lowHash);
            if (high[slot] == highHash && low[slot] == lowHash) {
                return false;
            }
            high[slot] = highHash;
            low[slot] = lowHash;
            if (++size * 2 > high.length) {
                grow();
            }
            return true;
        }

        boolean contains(long highHash, long lowHash) {
            if (highHash == 0 && lowHash == 0) {
                return hasZero;
            }
            int slot = slotOf(highHash, lowHash);
            return high[slot] == highHash && low[slot] == lowHash;
        }

        private int slotOf(long highHash, long lowHash) {
            int mask = high.length - 1;
            int slot = (int) (lowHash & mask);
            while ((high[slot] != 0 || low[slot] != 0) && (high[slot] != highHash || low[slot] != lowHash)) {
                slot = slot + 1 & mask;
            }
            return slot;
        }

        private void grow() {
            long[] oldHigh = high;
            long[] oldLow = low;
            high = new long[oldHigh.length * 2];
            low = new long[oldLow.length * 2];
            for (int i = 0; i < oldHigh.length; i++) {
                if (oldHigh[i] != 0 || oldLow[i] != 0) {
                    int slot = slotOf(oldHigh[i], oldLow[i]);
                    high[slot] = oldHigh[i];
                    low[slot] = oldLow[i];
                }
            }
        }
    }
}
