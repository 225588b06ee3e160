package dev.starbeam.star.join;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.RowGather;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The row of each key that was read first, among batches that come in any order. For one thread. */
final class FirstRead {
    private final List<ReadOrder> orders = new ArrayList<>();
    private long[] picks = new long[1024];
    private int size;

    /** Its rows may be offered from now on. @return the batch's number, from 0 */
    int add(ColumnBatch batch) {
        orders.add(ReadOrder.of(batch));
        return orders.size() - 1;
    }

    /** @param key the key's number; keys are numbered from 0 as they are met */
    void offer(int key, int batch, int row) {
        if (key == size) {
            if (size == picks.length) {
                picks = Arrays.copyOf(picks, size * 2);
            }
            picks[size++] = RowGather.pick(batch, row);
        } else if (isEarlier(batch, row, picks[key])) {
            picks[key] = RowGather.pick(batch, row);
        }
    }

    private boolean isEarlier(int batch, int row, long pick) {
        return orders.get(batch).compare(row, orders.get(RowGather.source(pick)), RowGather.row(pick)) < 0;
    }

    /** By key; see {@link RowGather#pick}. */
    long[] picks() {
        return picks;
    }

    long pick(int key) {
        return picks[key];
    }
}
