package dev.starbeam.star.join;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.RowGather;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.hash.KeyTable;
import dev.starbeam.batch.hash.RowHash;
import dev.starbeam.model.LookupModel;
import dev.starbeam.model.Provenance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The fetched columns of another entity's rows by key, one row a key, for rows that look them up: found by a 128-bit
 * hash, confirmed by comparing the keys. Of rows with one key the first read is kept, whatever the order they come in;
 * a key with a NULL part matches nothing. Immutable; about 30 bytes a row besides the columns.
 */
public final class LookupTable {
    private final ColumnBatch keys;
    private final ColumnBatch fetched;
    private final KeyTable numbers = new KeyTable();

    LookupTable(ColumnBatch keys, ColumnBatch fetched) {
        this.keys = keys;
        this.fetched = fetched;
        numbers.reserve(keys.rows());
        RowHash hashes = RowHash.of(keys, keys.schema().names());
        for (int row = 0; row < keys.rows(); row++) {
            numbers.add(hashes.high()[row], hashes.low()[row]);
        }
    }

    /** What {@link #of} must be given of the looked-up entity. */
    public static Set<String> buildColumns(LookupModel lookup) {
        Set<String> names = new LinkedHashSet<>(lookup.buildKeys());
        lookup.columns().forEach(column -> names.add(column.name()));
        names.add(Provenance.SOURCE_FILE);
        names.add(Provenance.SOURCE_OFFSET);
        return names;
    }

    /**
     * The table of {@code lookup} over the build rows, which have {@link #buildColumns}.
     *
     * @param buildSchema the schema of the batches, needed when there is none
     */
    public static LookupTable of(LookupModel lookup, Schema buildSchema, List<ColumnBatch> build) {
        FirstRows first = new FirstRows(lookup.buildKeys());
        build.forEach(first::offer);
        ColumnBatch rows = RowGather.gather(buildSchema, build, first.picks(), first.size());
        return new LookupTable(rows.project(lookup.buildKeys()), fetched(lookup, rows));
    }

    ColumnBatch keys() {
        return keys;
    }

    ColumnBatch fetched() {
        return fetched;
    }

    /**
     * The fetched columns for each of {@code rows}. About 40 ns a row for one short key.
     *
     * @param probeKeys the key columns in {@code rows}, in the order of build
     * @throws IllegalArgumentException when a key column's type is not that of build
     */
    public FetchedColumns fetch(ColumnBatch rows, List<String> probeKeys) {
        List<Column> probe = probeKeys.stream().map(rows::column).toList();
        requireSameTypes(probe, probeKeys);
        RowHash hashes = RowHash.of(rows, probeKeys);
        int[] positions = new int[rows.rows()];
        Arrays.fill(positions, FetchedColumns.NOTHING);
        for (int row = 0; row < positions.length; row++) {
            int candidate = numbers.find(hashes.high()[row], hashes.low()[row]);
            if (candidate != KeyTable.ABSENT) {
                positions[row] = confirm(probe, row, candidate, hashes);
            }
        }
        return FetchedColumns.take(fetched, positions);
    }

    /** A key that only shares its hash with the candidate's goes the long way. */
    private int confirm(List<Column> probe, int row, int candidate, RowHash hashes) {
        List<Column> build = keys.columns();
        if (KeyEquality.equal(probe, row, build, candidate)) {
            return candidate;
        }
        return numbers.find(
                hashes.high()[row], hashes.low()[row], other -> KeyEquality.equal(probe, row, build, other));
    }

    private void requireSameTypes(List<Column> probe, List<String> names) {
        for (int i = 0; i < probe.size(); i++) {
            Field build = keys.schema().fields().get(i);
            if (!probe.get(i).type().equals(build.type())) {
                throw new IllegalArgumentException("lookup key " + names.get(i) + " is "
                        + probe.get(i).type() + " but " + build.name() + " is " + build.type()
                        + "; cast one of them in staging");
            }
        }
    }

    static ColumnBatch fetched(LookupModel lookup, ColumnBatch build) {
        List<Field> fields =
                lookup.columns().stream().map(LookupModel.Fetched::as).toList();
        List<Column> columns =
                lookup.columns().stream().map(c -> build.column(c.name())).toList();
        return new ColumnBatch(Schema.of(fields), build.rows(), columns);
    }

    /** Finds the first row read of each key. */
    private static final class FirstRows {
        private final List<String> keyNames;
        private final KeyTable numbers = new KeyTable();
        private final List<List<Column>> keys = new ArrayList<>();
        private final FirstRead first = new FirstRead();

        FirstRows(List<String> keyNames) {
            this.keyNames = keyNames;
        }

        long[] picks() {
            return first.picks();
        }

        int size() {
            return numbers.size();
        }

        void offer(ColumnBatch batch) {
            int source = first.add(batch);
            keys.add(keyNames.stream().map(batch::column).toList());
            RowHash hashes = RowHash.of(batch, keyNames);
            for (int row = 0; row < batch.rows(); row++) {
                if (!KeyEquality.anyNull(keys.get(source), row)) {
                    offer(hashes.high()[row], hashes.low()[row], source, row);
                }
            }
        }

        private void offer(long high, long low, int source, int row) {
            int holder = numbers.find(high, low, other -> same(first.pick(other), source, row));
            first.offer(holder == KeyTable.ABSENT ? numbers.add(high, low) : holder, source, row);
        }

        private boolean same(long pick, int source, int row) {
            return KeyEquality.equal(keys.get(source), row, keys.get(RowGather.source(pick)), RowGather.row(pick));
        }
    }

    /** The row of each key that was read first, among batches that come in any order. For one thread. */
    private static final class FirstRead {
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
}
