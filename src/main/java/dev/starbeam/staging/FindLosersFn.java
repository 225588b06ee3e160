package dev.starbeam.staging;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/**
 * Within one partition of the keys, finds the rows that do not live on: of rows with one key all but the one of the
 * greatest rank, of equal ranks the one read first.
 */
final class FindLosersFn extends DoFn<KV<Integer, Iterable<KeyBlock>>, KV<String, Positions>> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void find(@Element KV<Integer, Iterable<KeyBlock>> partition, OutputReceiver<KV<String, Positions>> out) {
        List<KeyBlock> blocks = new ArrayList<>();
        partition.getValue().forEach(blocks::add);
        blocks.sort(KeyBlock.READ_ORDER);
        BestRows best = new BestRows(blocks);
        for (int block = 0; block < blocks.size(); block++) {
            best.offerAll(block);
        }
        for (int block = 0; block < blocks.size(); block++) {
            int[] losers = best.losers(block);
            if (losers.length > 0) {
                out.output(KV.of(blocks.get(block).shard(), new Positions(losers)));
            }
        }
    }

    /** Open addressing from key hash to the best row so far, as block and row packed into a long. */
    private static final class BestRows {
        private static final long FREE = -1L;

        private final List<KeyBlock> blocks;
        private final long[] slots;
        private final int[][] losers;
        private final int[] loserCounts;

        BestRows(List<KeyBlock> blocks) {
            this.blocks = blocks;
            int rows = blocks.stream().mapToInt(KeyBlock::size).reduce(0, Math::addExact);
            this.slots = new long[Math.max(16, Integer.highestOneBit(Math.max(8, rows)) << 2)];
            Arrays.fill(slots, FREE);
            this.losers = new int[blocks.size()][0];
            this.loserCounts = new int[blocks.size()];
        }

        void offerAll(int block) {
            KeyBlock rows = blocks.get(block);
            for (int row = 0; row < rows.size(); row++) {
                offer(block, row, rows);
            }
        }

        private void offer(int block, int row, KeyBlock rows) {
            int slot = slotOf(rows.high(row), rows.low(row));
            long offered = (long) block << 32 | row;
            long holder = slots[slot];
            if (holder == FREE) {
                slots[slot] = offered;
            } else if (rows.rank(row) > rankOf(holder)) {
                slots[slot] = offered;
                lose(holder);
            } else {
                lose(offered);
            }
        }

        int[] losers(int block) {
            int[] positions = Arrays.copyOf(losers[block], loserCounts[block]);
            Arrays.sort(positions);
            return positions;
        }

        private int slotOf(long high, long low) {
            int mask = slots.length - 1;
            int slot = (int) (low & mask);
            while (slots[slot] != FREE && !holds(slots[slot], high, low)) {
                slot = slot + 1 & mask;
            }
            return slot;
        }

        private boolean holds(long packed, long high, long low) {
            KeyBlock block = blocks.get((int) (packed >>> 32));
            return block.low((int) packed) == low && block.high((int) packed) == high;
        }

        private long rankOf(long packed) {
            return blocks.get((int) (packed >>> 32)).rank((int) packed);
        }

        private void lose(long packed) {
            int block = (int) (packed >>> 32);
            if (loserCounts[block] == losers[block].length) {
                losers[block] = Arrays.copyOf(losers[block], Math.max(16, loserCounts[block] * 2));
            }
            losers[block][loserCounts[block]++] = blocks.get(block).position((int) packed);
        }
    }
}
