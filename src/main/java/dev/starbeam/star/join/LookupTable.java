package dev.starbeam.star.join;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.RowGather;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.hash.KeyTable;
import dev.starbeam.batch.hash.RowHash;
import dev.starbeam.model.LookupModel;
import dev.starbeam.model.LookupModel.OnDuplicate;
import dev.starbeam.model.Provenance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The fetched columns of another entity's rows by key, one row a key, for rows that look them up: found by a 128-bit
 * hash, confirmed by comparing the keys. Of rows with one key {@link OnDuplicate} says which is kept, whatever the order they come in;
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
     * @throws DuplicateKeyException when rows of one key differ and none is to be chosen
     */
    public static LookupTable of(LookupModel lookup, Schema buildSchema, List<ColumnBatch> build) {
        ChosenRows chosen = new ChosenRows(lookup);
        build.forEach(chosen::offer);
        ColumnBatch rows = RowGather.gather(buildSchema, build, chosen.picks(), chosen.size());
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

    /** Finds the row that counts of each key. */
    private static final class ChosenRows {
        private final LookupModel lookup;
        private final KeyTable numbers = new KeyTable();
        private final List<List<Column>> keys = new ArrayList<>();
        private final List<List<Column>> fetched = new ArrayList<>();
        private final List<ReadOrder> orders = new ArrayList<>();
        private long[] picks = new long[1024];

        ChosenRows(LookupModel lookup) {
            this.lookup = lookup;
        }

        /** By key; see {@link RowGather#pick}. */
        long[] picks() {
            return picks;
        }

        int size() {
            return numbers.size();
        }

        void offer(ColumnBatch batch) {
            int source = orders.size();
            orders.add(ReadOrder.of(batch));
            keys.add(lookup.buildKeys().stream().map(batch::column).toList());
            fetched.add(
                    lookup.columns().stream().map(c -> batch.column(c.name())).toList());
            RowHash hashes = RowHash.of(batch, lookup.buildKeys());
            for (int row = 0; row < batch.rows(); row++) {
                if (!KeyEquality.anyNull(keys.get(source), row)) {
                    offer(hashes.high()[row], hashes.low()[row], source, row);
                }
            }
        }

        private void offer(long high, long low, int source, int row) {
            int holder = numbers.find(high, low, other -> same(keys, picks[other], source, row));
            if (holder == KeyTable.ABSENT) {
                int key = numbers.add(high, low);
                if (key == picks.length) {
                    picks = Arrays.copyOf(picks, key * 2);
                }
                picks[key] = RowGather.pick(source, row);
            } else if (replaces(source, row, picks[holder])) {
                picks[holder] = RowGather.pick(source, row);
            }
        }

        private static boolean same(List<List<Column>> columns, long pick, int source, int row) {
            return KeyEquality.equal(
                    columns.get(source), row, columns.get(RowGather.source(pick)), RowGather.row(pick));
        }

        private boolean replaces(int source, int row, long pick) {
            int holder = RowGather.source(pick);
            int holderRow = RowGather.row(pick);
            if (lookup.onDuplicate() == OnDuplicate.FAIL) {
                DuplicateKeyException.requireSame(
                        lookup, keys.get(source), fetched.get(source), row, fetched.get(holder), holderRow);
                return false;
            }
            int order = orders.get(source).compare(row, orders.get(holder), holderRow);
            return lookup.onDuplicate() == OnDuplicate.FIRST ? order < 0 : order > 0;
        }
    }
}
