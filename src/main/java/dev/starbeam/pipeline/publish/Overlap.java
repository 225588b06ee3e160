package dev.starbeam.pipeline.publish;

import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.source.SourceModel;
import dev.starbeam.reject.RowCounts;
import dev.starbeam.run.RunPlanner;
import dev.starbeam.run.batch.BatchRecord;
import dev.starbeam.run.batch.PlannedBatch;
import dev.starbeam.run.load.LoadFile;
import dev.starbeam.run.load.RowRange;
import dev.starbeam.source.Committed;
import dev.starbeam.source.SourceRange;
import dev.starbeam.warehouse.Warehouse;
import dev.starbeam.warehouse.WarehouseException;
import dev.starbeam.warehouse.table.QualityTables;
import dev.starbeam.warehouse.table.RawTables;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What of a batch other batches have published since it was planned: ranges of sources that are read once. It is left out
 * by whole load files. Where a load file, or the members of a dimension, come from published and from new ranges, they
 * can't be told apart any more, and the batch is refused.
 *
 * @param model the declaration
 * @param record the batch
 * @param once the ranges that no other batch may have published
 * @param taken which of them one has
 */
record Overlap(PipelineModel model, BatchRecord record, List<SourceRange> once, Set<SourceRange> taken) {
    /** Asks the ledger, if there is anything to ask. A batch that is published itself overlaps with none. */
    static Overlap find(PipelineModel model, BatchRecord record, Warehouse warehouse) {
        PlannedBatch planned = record.planned();
        List<SourceRange> once = planned.ranges().values().stream()
                .flatMap(List::stream)
                .filter(range ->
                        RunPlanner.record(model, planned.scope(), range).once())
                .toList();
        if (once.isEmpty()) {
            return new Overlap(model, record, once, Set.of());
        }
        Committed read =
                new Committed(warehouse.state(model.name(), model.declaration()).upToDate());
        Set<SourceRange> taken = once.stream().filter(read::has).collect(Collectors.toSet());
        boolean own = !taken.isEmpty() && warehouse.isPublished(planned.batchId());
        return new Overlap(model, record, once, own ? Set.of() : taken);
    }

    /** Whether others have published all that is new in the batch. */
    boolean isWhole() {
        return !taken.isEmpty() && taken.size() == once.size();
    }

    /**
     * The batch's files without those that hold published rows.
     *
     * @throws WarehouseException when one holds new rows, too
     */
    List<LoadFile> files() {
        return record.files().stream().filter(file -> !isTaken(file)).toList();
    }

    /** The ranges that publishing commits. */
    Map<String, List<SourceRange>> ranges() {
        return record.planned().ranges().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        source -> source.getValue().stream()
                                .filter(range -> !taken.contains(range))
                                .toList()));
    }

    /** How many rows of each fact and dimension are left out, as notes of its stage. */
    List<RowCounts> notes() {
        List<RowCounts> notes = new ArrayList<>();
        for (LoadFile file : record.files()) {
            if (sourceOf(file).isPresent() && isTable(file.table()) && isTaken(file)) {
                notes.add(new RowCounts(
                        file.table(), 0, 0, Map.of(), Map.of(), 0, Map.of("published_by_others", file.rows())));
            }
        }
        return notes;
    }

    private boolean isTaken(LoadFile file) {
        if (taken.isEmpty() || file.rows() == 0) {
            return false;
        }
        Set<String> paths = new HashSet<>();
        Set<String> gone = new TreeSet<>();
        for (SourceRange range : rangesOf(file)) {
            paths.add(range.path());
            if (taken.contains(range)) {
                gone.add(range.path());
            }
        }
        if (!gone.isEmpty() && gone.size() < paths.size()) {
            throw new WarehouseException("batch " + record.planned().batchId() + " holds rows of " + file.table()
                    + " that another batch has published since, of " + String.join(", ", gone)
                    + ", together with new ones in " + file.uri()
                    + ". Nothing was published; stage it again, which reads only what is new then");
        }
        return !gone.isEmpty();
    }

    /** What a file is made of: as noted, or else all that its table is made of. Rejected rows tell of this batch alone. */
    private List<SourceRange> rangesOf(LoadFile file) {
        List<SourceRange> ofTable = sourceOf(file)
                .map(record.planned()::rangesOf)
                .orElseGet(() -> file.table().equals(QualityTables.QUARANTINED_ROWS.name()) ? once : List.of());
        if (file.holds().isEmpty()) {
            return ofTable;
        }
        Set<String> held = file.holds().stream().map(RowRange::file).collect(Collectors.toSet());
        return ofTable.stream().filter(range -> held.contains(range.path())).toList();
    }

    private Optional<String> sourceOf(LoadFile file) {
        if (isTable(file.table())) {
            return Optional.of(model.sourceOf(file.table()));
        }
        return model.sources().stream()
                .filter(source -> RawTables.of(source).qualifiedName().equals(file.table()))
                .map(SourceModel::name)
                .findFirst();
    }

    private boolean isTable(String name) {
        return model.facts().stream().anyMatch(fact -> fact.name().equals(name))
                || model.dimensions().stream()
                        .anyMatch(dimension -> dimension.name().equals(name));
    }
}
