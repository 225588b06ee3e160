package dev.starbeam.star.dimension;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.RowGather;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.Selection;
import dev.starbeam.batch.hash.KeyTable;
import dev.starbeam.model.DimensionModel;
import dev.starbeam.spill.key.KeyPartitions;
import dev.starbeam.star.key.KeyCollisionException;
import dev.starbeam.star.key.SurrogateKeys;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The latest row of each key among the rows observed, in any order and any split: observing the partials of two states
 * gives what one state gives that observed all rows. The order is {@link DimensionModel#latestBy}'s; the key is {@link
 * MemberRows#keys}.
 *
 * <p>Holds the batches that the latest rows stand in, and copies those rows together when the others outnumber them;
 * about 40 bytes a member besides its columns. For one thread.
 */
final class LatestMembersState {
    private static final int SLACK = 1 << 16;

    private final DimensionModel model;
    private final List<MemberRows> sources = new ArrayList<>();
    private final KeyTable members = new KeyTable();
    private long[] picks = new long[1024];
    private long held;
    private long observed;
    private long unknown;

    LatestMembersState(DimensionModel model) {
        this.model = model;
    }

    /** Rows seen, those without a natural key included. */
    long observed() {
        return observed;
    }

    /** Rows without a natural key: the unknown member. */
    long unknown() {
        return unknown;
    }

    /** Keys seen. */
    int size() {
        return members.size();
    }

    /** @throws KeyCollisionException when two natural keys have one surrogate key */
    void observe(ColumnBatch rows) {
        observe(rows, Integer.MAX_VALUE);
    }

    /**
     * Observes the rows of keys seen before and, while there are fewer than {@code mostKeys}, of new ones.
     *
     * @return the rows that were left alone
     */
    Selection observe(ColumnBatch rows, int mostKeys) {
        MemberRows source = MemberRows.of(model, rows);
        int number = sources.size();
        sources.add(source);
        long[] surrogates = source.keys();
        int[] left = new int[0];
        int count = 0;
        for (int row = 0; row < surrogates.length; row++) {
            if (surrogates[row] == SurrogateKeys.UNKNOWN) {
                unknown++;
            } else if (size() < mostKeys || members.find(surrogates[row], 0) != KeyTable.ABSENT) {
                offer(surrogates[row], number, row);
            } else {
                left = count == 0 ? new int[surrogates.length - row] : left;
                left[count++] = row;
            }
        }
        observed += rows.rows() - count;
        held += rows.rows();
        if (held > 2L * size() + SLACK) {
            compact();
        }
        return Selection.of(left, count);
    }

    /** Takes some of the latest rows of one partition. */
    interface Partials {
        void accept(int partition, ColumnBatch rows) throws IOException;
    }

    /** The latest rows by partition of the surrogate keys, at most {@code rowsAtOnce} at a time. */
    void partials(int partitions, int rowsAtOnce, Partials out) throws IOException {
        int[] ends = new int[partitions];
        for (int member = 0; member < size(); member++) {
            ends[KeyPartitions.partition(members.firstWord(member), partitions)]++;
        }
        Arrays.parallelPrefix(ends, Integer::sum);
        long[] ordered = new long[size()];
        int[] next = ends.clone();
        for (int member = size() - 1; member >= 0; member--) {
            ordered[--next[KeyPartitions.partition(members.firstWord(member), partitions)]] = picks[member];
        }
        int first = 0;
        for (int partition = 0; partition < partitions; partition++) {
            while (first < ends[partition]) {
                int end = Math.min(ends[partition], first + rowsAtOnce);
                out.accept(partition, gather(Arrays.copyOfRange(ordered, first, end), end - first));
                first = end;
            }
        }
    }

    /** The latest rows in the order of their surrogate keys; at least one must have been observed. */
    ColumnBatch members() {
        long[] sorted = new long[size()];
        for (int member = 0; member < sorted.length; member++) {
            sorted[member] = members.firstWord(member);
        }
        Arrays.sort(sorted);
        long[] ordered = new long[sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            ordered[i] = picks[members.find(sorted[i], 0)];
        }
        return gather(ordered, sorted.length);
    }

    private void offer(long key, int source, int row) {
        int known = members.size();
        int member = members.number(key, 0);
        if (member == known) {
            if (member == picks.length) {
                picks = Arrays.copyOf(picks, Math.multiplyExact(member, 2));
            }
            picks[member] = RowGather.pick(source, row);
            return;
        }
        MemberRows holder = sources.get(RowGather.source(picks[member]));
        int holderRow = RowGather.row(picks[member]);
        MemberRows offered = sources.get(source);
        if (!offered.hasKeyOf(row, holder, holderRow)) {
            throw new KeyCollisionException(model.name(), key, offered.display(row), holder.display(holderRow));
        }
        if (offered.beats(row, holder, holderRow)) {
            picks[member] = RowGather.pick(source, row);
        }
    }

    private void compact() {
        ColumnBatch latest = gather(picks, size());
        sources.clear();
        sources.add(MemberRows.of(model, latest));
        for (int member = 0; member < size(); member++) {
            picks[member] = RowGather.pick(0, member);
        }
        held = size();
    }

    private ColumnBatch gather(long[] chosen, int count) {
        Schema schema = sources.get(0).batch().schema();
        return RowGather.gather(schema, sources.stream().map(MemberRows::batch).toList(), chosen, count);
    }
}
