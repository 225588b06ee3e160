package dev.starbeam.reject;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.expression.kernel.Attempt;
import dev.starbeam.expression.kernel.Loss;
import dev.starbeam.model.ColumnModel;
import dev.starbeam.model.Provenance;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What conversions have lost of the values of a batch, by column: how many, of how many, and the first. A row counts once a
 * column, for what was lost of it first. What could not be read is no loss where the column has a value all the same: another
 * conversion has read it. For one thread.
 */
public final class Losses {
    private final int rows;
    private final List<OfColumn> columns = new ArrayList<>();
    private final EnumMap<Loss, Lost> met = new EnumMap<>(Loss.class);

    /** Of a batch with so many rows. */
    public Losses(int rows) {
        this.rows = rows;
    }

    /** What is lost from here on belongs to the column that {@link #leave} names next. */
    public void enter() {
        met.clear();
    }

    /** A conversion has lost a value in {@code row}, which {@code from} holds at position {@code at}. */
    public void add(int row, Loss loss, Column from, int at) {
        met.computeIfAbsent(loss, kind -> new Lost(rows)).add(row, from, at);
    }

    /** The column is computed. */
    public void leave(ColumnModel column, Column values) {
        if (met.isEmpty() && !column.converts()) {
            return;
        }
        BitSet nulls = met.isEmpty() ? new BitSet() : nulls(values);
        BitSet counted = new BitSet();
        Map<Loss, Some> lost = new EnumMap<>(Loss.class);
        met.forEach((loss, some) -> {
            BitSet counts = some.rows(loss, nulls, counted);
            if (!counts.isEmpty()) {
                int first = counts.nextSetBit(0);
                lost.put(loss, new Some(counts.cardinality(), first, some.value(first)));
            }
        });
        counted.and(nulls);
        long held = (long) values.size() - values.validity().nullCount() + counted.cardinality();
        columns.add(new OfColumn(column.name(), column.converts(), held, lost));
    }

    private static BitSet nulls(Column values) {
        BitSet nulls = new BitSet();
        for (int row = 0; values.validity().hasNulls() && row < values.size(); row++) {
            nulls.set(row, values.isNull(row));
        }
        return nulls;
    }

    /** The numbers of values lost, by kind and column, as the notes of a stage have them. */
    public Map<String, Long> notes() {
        Map<String, Long> notes = new TreeMap<>();
        columns.forEach(
                column -> column.lost.forEach((loss, some) -> notes.put(loss.note() + column.name, some.count)));
        return notes;
    }

    /** The same with the first value of each kind and its place. A column that converts is there though it has lost nothing. */
    public FaultCounts faults(ColumnBatch read) {
        Map<FaultKind, FaultCount> faults = new TreeMap<>();
        for (OfColumn column : columns) {
            if (column.converts) {
                faults.put(new FaultKind(Loss.UNPARSABLE.name(), column.name), new FaultCount(0, column.held, null));
            }
            column.lost.forEach((loss, some) -> faults.put(
                    new FaultKind(loss.name(), column.name), new FaultCount(some.count, column.held, some.seen(read))));
        }
        return faults.isEmpty() ? FaultCounts.NONE : new FaultCounts(faults);
    }

    /** What a column has lost, of so many values. */
    private record OfColumn(String name, boolean converts, long held, Map<Loss, Some> lost) {}

    /** How many values, and the first. */
    private record Some(long count, int row, String value) {
        FaultCount.Seen seen(ColumnBatch read) {
            return new FaultCount.Seen(
                    value,
                    read.text(Provenance.SOURCE_FILE).string(row),
                    read.longs(Provenance.SOURCE_OFFSET).value(row),
                    0);
        }
    }

    /** The rows in whose value one kind of loss was met, each once, with what was lost first. */
    private static final class Lost {
        private final BitSet met = new BitSet();
        private final @Nullable Column[] from;
        private final int[] at;

        Lost(int rows) {
            from = new @Nullable Column[rows];
            at = new int[rows];
        }

        void add(int row, Column column, int position) {
            if (!met.get(row)) {
                met.set(row);
                from[row] = column;
                at[row] = position;
            }
        }

        /** Those that count as this loss; but for conversions to UTC they are added to {@code counted}. */
        BitSet rows(Loss loss, BitSet nulls, BitSet counted) {
            BitSet some = (BitSet) met.clone();
            if (loss == Loss.UNPARSABLE) {
                some.and(nulls);
            }
            if (loss != Loss.CONVERTED_TO_UTC) {
                some.andNot(counted);
                counted.or(some);
            }
            return some;
        }

        /** The value as reasons show it. */
        String value(int row) {
            return Attempt.shown(Objects.requireNonNull(from[row]), at[row]);
        }
    }
}
