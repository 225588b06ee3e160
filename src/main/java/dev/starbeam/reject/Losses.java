package dev.starbeam.reject;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.expression.kernel.Attempt;
import dev.starbeam.expression.kernel.Loss;
import dev.starbeam.model.ColumnModel;
import dev.starbeam.model.Provenance;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What conversions have lost of the values of a batch, by column: how many, of how many, and the first. For one thread. */
public final class Losses {
    private final List<OfColumn> columns = new ArrayList<>();
    private EnumMap<Loss, Lost> current = new EnumMap<>(Loss.class);

    /** What is lost from here on belongs to the column that {@link #leave} names next. */
    public void enter() {
        if (!current.isEmpty()) {
            current = new EnumMap<>(Loss.class);
        }
    }

    /** A conversion has lost a value in {@code row}, which {@code from} holds at position {@code at}. */
    public void add(int row, Loss loss, Column from, int at) {
        Lost known = current.get(loss);
        current.put(
                loss,
                known == null || row < known.row
                        ? new Lost(known == null ? 1 : known.count + 1, row, Attempt.shown(from, at))
                        : new Lost(known.count + 1, known.row, known.value));
    }

    /** The column is computed. */
    public void leave(ColumnModel column, Column values) {
        if (!current.isEmpty() || column.converts()) {
            long present = (long) values.size() - values.validity().nullCount();
            columns.add(new OfColumn(
                    column.name(), column.converts(), present, current.isEmpty() ? Map.of() : current));
        }
    }

    /** The numbers of values lost, by kind and column, as the notes of a stage have them. */
    public Map<String, Long> notes() {
        Map<String, Long> notes = new TreeMap<>();
        columns.forEach(column ->
                column.losses.forEach((loss, lost) -> notes.put(loss.note() + column.name, lost.count)));
        return notes;
    }

    /** The same with the first value of each kind and its place. A column that converts is there though it has lost nothing. */
    public FaultCounts faults(ColumnBatch read) {
        Map<FaultKind, FaultCount> faults = new TreeMap<>();
        columns.forEach(column -> column.put(read, faults));
        return faults.isEmpty() ? FaultCounts.NONE : new FaultCounts(faults);
    }

    /** Values of one column. */
    private record OfColumn(String name, boolean converts, long present, Map<Loss, Lost> losses) {
        void put(ColumnBatch read, Map<FaultKind, FaultCount> faults) {
            Lost unparsable = losses.get(Loss.UNPARSABLE);
            long held = present + (unparsable == null ? 0 : unparsable.count());
            if (unparsable == null && converts) {
                put(Loss.UNPARSABLE, new FaultCount(0, held, null), faults);
            }
            losses.forEach((loss, lost) -> put(loss, new FaultCount(lost.count, held, lost.seen(read)), faults));
        }

        private void put(Loss loss, FaultCount count, Map<FaultKind, FaultCount> faults) {
            faults.put(new FaultKind(loss.name(), name), count);
        }
    }

    /**
     * Values of a column that suffered one kind of loss.
     *
     * @param row the first row of them
     * @param value its value, as reasons show it
     */
    private record Lost(long count, int row, String value) {
        FaultCount.Seen seen(ColumnBatch read) {
            return new FaultCount.Seen(
                    value,
                    read.text(Provenance.SOURCE_FILE).string(row),
                    read.longs(Provenance.SOURCE_OFFSET).value(row),
                    0);
        }
    }
}
