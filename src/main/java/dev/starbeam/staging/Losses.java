package dev.starbeam.staging;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.expression.kernel.Loss;
import dev.starbeam.model.ColumnModel;
import dev.starbeam.model.Provenance;
import dev.starbeam.reject.FaultCount;
import dev.starbeam.reject.FaultCounts;
import dev.starbeam.reject.FaultKind;
import java.util.Map;
import java.util.TreeMap;

/** What conversions have lost of the values of a batch, by column: how many, of how many, and the first. */
final class Losses {
    private final Map<String, Long> notes = new TreeMap<>();
    private final Map<FaultKind, FaultCount> faults = new TreeMap<>();

    /** Adds those of one column, as it was computed of the rows read. */
    void add(ColumnModel column, Column values, RowFaults told, ColumnBatch read) {
        RowFaults.Lost unparsable = told.losses().get(Loss.UNPARSABLE);
        long held =
                (long) values.size() - values.validity().nullCount() + (unparsable == null ? 0 : unparsable.count());
        if (unparsable == null && column.converts()) {
            put(Loss.UNPARSABLE, column, new FaultCount(0, held, null));
        }
        told.losses().forEach((loss, lost) -> {
            notes.put(loss.note() + column.name(), lost.count());
            put(loss, column, new FaultCount(lost.count(), held, first(lost, read)));
        });
    }

    private void put(Loss loss, ColumnModel column, FaultCount count) {
        faults.put(new FaultKind(loss.name(), column.name()), count);
    }

    private static FaultCount.Seen first(RowFaults.Lost lost, ColumnBatch read) {
        return new FaultCount.Seen(
                lost.value(),
                read.text(Provenance.SOURCE_FILE).string(lost.row()),
                read.longs(Provenance.SOURCE_OFFSET).value(lost.row()),
                0);
    }

    Map<String, Long> notes() {
        return notes;
    }

    FaultCounts faults() {
        return faults.isEmpty() ? FaultCounts.NONE : new FaultCounts(faults);
    }
}
