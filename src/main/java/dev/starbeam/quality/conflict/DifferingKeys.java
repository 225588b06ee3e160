package dev.starbeam.quality.conflict;

import dev.starbeam.spill.ShardName;
import dev.starbeam.spill.key.KeyBlock;
import dev.starbeam.spill.key.KeyPasses;
import dev.starbeam.spill.key.RowNumbers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Keys whose rows don't all have the same content. Which of them come later can be told only when all were seen. */
final class DifferingKeys {
    private static final int CONTENT = 2;

    private DifferingKeys() {}

    /** Finds the keys, by pass and number. */
    static final class Found implements KeyPasses.Rows {
        private final List<BitSet> passes = new ArrayList<>();
        private BitSet differing = new BitSet();
        private long[] contents = new long[0];

        @Override
        public void pass(int mostKeys) {
            contents = new long[mostKeys];
            differing = new BitSet();
            passes.add(differing);
        }

        @Override
        public void shard(ShardName shard) {}

        @Override
        public void first(int key, KeyBlock block, int i) {
            contents[key] = block.word(CONTENT, i);
        }

        @Override
        public void another(int key, KeyBlock block, int i) {
            if (block.word(CONTENT, i) != contents[key]) {
                differing.set(key);
            }
        }

        boolean any() {
            return passes.stream().anyMatch(some -> !some.isEmpty());
        }
    }

    /** Tells the rows of keys that were found; the same rows give the same numbers again. */
    static final class Told implements KeyPasses.Rows {
        private final Found found;
        private final RowNumbers<String> rows;
        private int pass = -1;
        private int shard;

        Told(Found found, RowNumbers<String> rows) {
            this.found = found;
            this.rows = rows;
        }

        @Override
        public void pass(int mostKeys) {
            pass++;
        }

        @Override
        public void shard(ShardName name) {
            shard = rows.shard(name);
        }

        @Override
        public void first(int key, KeyBlock block, int i) throws IOException {
            another(key, block, i);
        }

        @Override
        public void another(int key, KeyBlock block, int i) throws IOException {
            if (found.passes.get(pass).get(key)) {
                rows.add(shard, block.row(i));
            }
        }
    }
}
