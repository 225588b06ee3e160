package dev.starbeam.staging;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.expression.kernel.Loss;
import dev.starbeam.model.ColumnModel;
import dev.starbeam.model.Provenance;
import dev.starbeam.reject.FaultCount;
import dev.starbeam.reject.FaultCounts;
import dev.starbeam.reject.FaultKind;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What conversions have lost of the values of a batch, by column: how many, of how many, and the first. */
final class Losses {
    private final Map<String, Long> notes = new TreeMap<>();
    private final Map<FaultKind, FaultCount> faults = new TreeMap<>();

    /**
     * Adds those of one column, as it was computed of the rows read. A row counts once, for what was lost of it first.
     * What could not be read is no loss where the column has a value all the same: another conversion has read it.
     */
    void add(ColumnModel column, Column values, RowFaults told, ColumnBatch read) {
        BitSet counted = new BitSet();
        Map<Loss, BitSet> lost = new EnumMap<>(Loss.class);
        told.losses().forEach((loss, met) -> {
            BitSet rows = met.rows();
            if (loss == Loss.UNPARSABLE) {
                rows.and(nulls(values));
            }
            if (loss != Loss.CONVERTED_TO_UTC) {
                rows.andNot(counted);
                counted.or(rows);
            }
            lost.put(loss, rows);
        });
        counted.and(nulls(values));
        long held = (long) values.size() - values.validity().nullCount() + counted.cardinality();
        if (column.converts()) {
            put(Loss.UNPARSABLE, column, new FaultCount(0, held, null));
        }
        lost.forEach((loss, rows) -> addAll(loss, rows, held, column, told, read));
    }

    private static BitSet nulls(Column values) {
        BitSet nulls = new BitSet();
        for (int row = 0; values.validity().hasNulls() && row < values.size(); row++) {
            nulls.set(row, values.isNull(row));
        }
        return nulls;
    }

    private void addAll(Loss loss, BitSet rows, long held, ColumnModel column, RowFaults told, ColumnBatch read) {
        if (!rows.isEmpty()) {
            int first = rows.nextSetBit(0);
            String value = Objects.requireNonNull(told.losses().get(loss)).value(first);
            notes.put(loss.note() + column.name(), (long) rows.cardinality());
            put(loss, column, new FaultCount(rows.cardinality(), held, seen(value, first, read)));
        }
    }

    private void put(Loss loss, ColumnModel column, FaultCount count) {
        faults.put(new FaultKind(loss.name(), column.name()), count);
    }

    private static FaultCount.Seen seen(String value, int row, ColumnBatch read) {
        return new FaultCount.Seen(
                value,
                read.text(Provenance.SOURCE_FILE).string(row),
                read.longs(Provenance.SOURCE_OFFSET).value(row),
                0);
    }

    Map<String, Long> notes() {
        return notes;
    }

    FaultCounts faults() {
        return faults.isEmpty() ? FaultCounts.NONE : new FaultCounts(faults);
    }
}
