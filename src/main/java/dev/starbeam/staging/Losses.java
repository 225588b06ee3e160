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
import org.jspecify.annotations.Nullable;

/** What conversions have lost of the values of a batch, by column: how many, of how many, and the first. */
final class Losses {
    private static final Loss[] KINDS = Loss.values();

    private final Map<String, Long> notes = new TreeMap<>();
    private final Map<FaultKind, FaultCount> faults = new TreeMap<>();

    /** Adds those of one column, as it was computed of the rows read. */
    void add(ColumnModel column, Column values, RowFaults lost, ColumnBatch read) {
        for (Loss loss : KINDS) {
            long count = lost.lost(loss);
            if (count > 0) {
                notes.put(loss.note() + column.name(), count);
            }
            if (count > 0 || loss == Loss.UNPARSABLE && column.converts()) {
                long held = (long) values.size() - values.validity().nullCount() + lost.lost(Loss.UNPARSABLE);
                faults.put(
                        new FaultKind(loss.name(), column.name()),
                        new FaultCount(count, held, count == 0 ? null : first(loss, lost, read)));
            }
        }
    }

    private static FaultCount.@Nullable Seen first(Loss loss, RowFaults lost, ColumnBatch read) {
        int row = lost.firstRow(loss);
        return new FaultCount.Seen(
                lost.firstValue(loss),
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
