package dev.starbeam.staging;

import dev.starbeam.batch.BooleanColumn;
import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.Selection;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.batch.Validity;
import dev.starbeam.expression.kernel.Attempt;
import dev.starbeam.model.ColumnModel;
import dev.starbeam.model.FilterModel;
import dev.starbeam.model.Provenance;
import dev.starbeam.model.StagingModel;
import dev.starbeam.reject.FaultCounts;
import dev.starbeam.reject.RejectReason;
import dev.starbeam.reject.RejectedRow;
import dev.starbeam.reject.RowCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Normalises batches of a source into the typed columns of one staged entity, free of Beam: columns in order, then required
 * columns, then filters. A row that fails is rejected once, for the first fault in that order.
 */
final class RowStager {
    private final StagingModel model;
    private final Schema schema;

    RowStager(StagingModel model) {
        this.model = model;
        this.schema = stagedSchema(model);
    }

    /** The staged columns followed by file and offset. */
    static Schema stagedSchema(StagingModel model) {
        return model.schema()
                .with(new Field(Provenance.SOURCE_FILE, ColumnType.TEXT))
                .with(new Field(Provenance.SOURCE_OFFSET, ColumnType.BIGINT));
    }

    Outcome stage(ColumnBatch read) {
        RowFaults faults = new RowFaults(read.rows());
        ColumnBatch computed = computeColumns(read, faults);
        requireValues(computed, read, faults);
        Map<String, Long> filtered = new TreeMap<>();
        Selection accepted = filter(computed, faults, filtered);
        List<RejectedRow> rejected = faults.any() ? rejectedRows(read, faults) : List.of();
        return new Outcome(
                computed.project(schema.names()).select(accepted),
                rejected,
                rejected.isEmpty() ? List.of() : List.of(setAside(computed, faults)),
                new RowCounts(
                        model.name(),
                        read.rows(),
                        accepted.size(),
                        countByReason(rejected),
                        filtered,
                        0,
                        faults.losses().notes(),
                        faults.losses().faults(read).plus(FaultCounts.of(rejected))));
    }

    /** The columns read, followed by the staged ones; where names meet, the staged column takes the place. */
    private ColumnBatch computeColumns(ColumnBatch read, RowFaults faults) {
        Scope scope = new Scope(read);
        for (ColumnModel column : model.columns()) {
            faults.enter(column.name());
            Column values = column.expression().evaluate(scope.batch(), faults);
            scope.put(column.name(), values);
            faults.losses().leave(column, values);
        }
        return scope.batch();
    }

    private void requireValues(ColumnBatch computed, ColumnBatch read, RowFaults faults) {
        for (String name : model.required()) {
            Validity validity = computed.column(name).validity();
            faults.enter(name);
            for (int row = 0; validity.hasNulls() && row < validity.size(); row++) {
                if (validity.isNull(row)) {
                    faults.reject(
                            row,
                            RejectReason.REQUIRED_COLUMN_NULL,
                            "required column " + name + " is NULL" + madeOf(name, read, row));
                }
            }
        }
    }

    /** What the column was computed from, where that is one column of the source that holds something. */
    private String madeOf(String name, ColumnBatch read, int row) {
        Set<String> from = model.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .map(column -> column.expression().columns())
                .orElse(Set.of());
        if (from.size() != 1) {
            return "";
        }
        String column = from.iterator().next();
        boolean isThere = read.schema().contains(column) && !read.column(column).isNull(row);
        return isThere ? "; the source's " + column + " is " + Attempt.shown(read.column(column), row) : "";
    }

    /**
     * One filter after the other: a row that one leaves out is not held against the next, so that {@code quantity <> 0}
     * guards a division below it.
     */
    private Selection filter(ColumnBatch computed, RowFaults faults, Map<String, Long> filtered) {
        Selection kept = faults.sound(Selection.all(computed.rows()));
        for (FilterModel filter : model.filters()) {
            RowFaults own = new RowFaults(computed.rows());
            own.enter(filter.name());
            BooleanColumn condition = (BooleanColumn) filter.condition().evaluate(computed, own);
            faults.addAll(own, kept);
            Selection sound = own.sound(kept);
            kept = sound.where(condition::isTrue);
            filtered.put(filter.name(), (long) sound.size() - kept.size());
        }
        return kept;
    }

    private List<RejectedRow> rejectedRows(ColumnBatch read, RowFaults faults) {
        List<RejectedRow> rejected = new ArrayList<>();
        TextColumn raw = read.schema().contains(Provenance.RAW) ? read.text(Provenance.RAW) : null;
        for (int row = 0; row < read.rows(); row++) {
            RowFaults.Fault fault = faults.fault(row);
            if (fault != null) {
                rejected.add(new RejectedRow(
                        model.name(),
                        read.text(Provenance.SOURCE_FILE).string(row),
                        read.longs(Provenance.SOURCE_OFFSET).value(row),
                        fault.reason(),
                        fault.column(),
                        fault.detail(),
                        raw == null ? null : raw.string(row)));
            }
        }
        return rejected;
    }

    /** The rejected rows as far as they could be staged: what is at fault in them is NULL. */
    private ColumnBatch setAside(ColumnBatch computed, RowFaults faults) {
        Selection rejected = Selection.all(computed.rows()).where(row -> faults.fault(row) != null);
        return computed.project(schema.names()).select(rejected);
    }

    static Map<String, Long> countByReason(List<RejectedRow> rejected) {
        Map<String, Long> counts = new TreeMap<>();
        rejected.forEach(row -> counts.merge(row.reason().name(), 1L, Long::sum));
        return counts;
    }

    /** The columns that an expression may use: the source's, then each staged column as it is computed. */
    private static final class Scope {
        private ColumnBatch batch;

        Scope(ColumnBatch batch) {
            this.batch = batch;
        }

        ColumnBatch batch() {
            return batch;
        }

        void put(String name, Column column) {
            if (!batch.schema().contains(name)) {
                batch = batch.with(name, column);
                return;
            }
            List<Field> fields = new ArrayList<>(batch.schema().fields());
            List<Column> columns = new ArrayList<>(batch.columns());
            int position = batch.schema().position(name);
            fields.set(position, new Field(name, column.type()));
            columns.set(position, column);
            batch = new ColumnBatch(Schema.of(fields), batch.rows(), columns);
        }
    }

    /**
     * What became of one text batch.
     *
     * @param accepted the typed rows, with their file and offset
     * @param rejected rows at fault, with their raw text
     * @param setAside these as staged rows, if there are any
     * @param counts where every row of the batch has gone
     */
    record Outcome(ColumnBatch accepted, List<RejectedRow> rejected, List<ColumnBatch> setAside, RowCounts counts) {}
}
