package dev.starbeam.run;

import dev.starbeam.model.DimensionModel;
import dev.starbeam.model.FactModel;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.StagingModel;
import dev.starbeam.reject.RowCounts;
import dev.starbeam.run.load.LoadFile;
import dev.starbeam.words.Counted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The books of a run: the row counts of each stage, in the order of the stages. Every stage balances, each reads what the
 * one before it accepted, and the files to be published hold what the last accepted.
 */
public final class RowAccounts {
    private final PipelineModel model;
    private final Map<String, RowCounts> stages;

    private RowAccounts(PipelineModel model, Map<String, RowCounts> stages) {
        this.model = model;
        this.stages = stages;
    }

    /** The books that these row counts make; a stage without any has seen no row. */
    public static RowAccounts of(PipelineModel model, Collection<RowCounts> rowCounts) {
        Map<String, RowCounts> byName = new LinkedHashMap<>();
        RowCounts.byStage(rowCounts).forEach(counts -> byName.put(counts.stage(), counts));
        Map<String, RowCounts> ordered = new LinkedHashMap<>();
        stageNames(model)
                .forEach(name ->
                        ordered.put(name, byName.containsKey(name) ? byName.remove(name) : RowCounts.empty(name)));
        if (!byName.isEmpty()) {
            throw new IllegalStateException("row counts of unknown stages " + byName.keySet());
        }
        return new RowAccounts(model, ordered);
    }

    /** Every stage, sources first. */
    public List<RowCounts> stages() {
        return List.copyOf(stages.values());
    }

    public RowCounts stage(String name) {
        RowCounts counts = stages.get(name);
        if (counts == null) {
            throw new IllegalArgumentException("no stage " + name + " among " + stages.keySet());
        }
        return counts;
    }

    /**
     * Checks that no row was lost or doubled.
     *
     * @throws IllegalStateException naming the stage that does not add up: a defect, so nothing may be published
     */
    public void requireBalance(List<LoadFile> files) {
        for (RowCounts counts : stages.values()) {
            require(counts.balances(), counts.stage() + " does not balance: " + counts);
        }
        for (StagingModel staging : model.staging()) {
            long delivered = stage(staging.from()).accepted();
            long readers = model.staging().stream()
                    .filter(other -> other.from().equals(staging.from()))
                    .mapToLong(other -> stage(other.name()).read())
                    .sum();
            require(
                    delivered == readers,
                    staging.from() + " delivered " + Counted.of(delivered, "row") + ", " + readers + " staged");
        }
        for (DimensionModel dimension : model.dimensions()) {
            requireReads(dimension.name(), dimension.from(), files);
        }
        for (FactModel fact : model.facts()) {
            requireReads(fact.name(), fact.from(), files);
        }
    }

    private void requireReads(String table, String entity, List<LoadFile> files) {
        long kept = kept(entity);
        require(
                stage(table).read() == kept,
                table + " read " + Counted.of(stage(table).read(), kept, "row"));
        long filed = files.stream()
                .filter(file -> file.table().equals(table))
                .mapToLong(LoadFile::rows)
                .sum();
        require(
                filed == stage(table).accepted(),
                table + " accepted " + Counted.of(stage(table).accepted(), "row") + ", its files hold " + filed);
    }

    private long kept(String entity) {
        RowCounts deduplicated = stages.get(entity + ".deduplicate");
        return deduplicated == null ? stage(entity).accepted() : deduplicated.accepted();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException("rows are not accounted for: " + otherwise);
        }
    }

    private static List<String> stageNames(PipelineModel model) {
        List<String> names = new ArrayList<>();
        model.sources().stream()
                .filter(source -> model.isStaged(source.name()))
                .forEach(source -> names.add(source.name()));
        model.staging().forEach(staging -> {
            names.add(staging.name());
            if (staging.deduplication().isDeclared()) {
                names.add(staging.name() + ".deduplicate");
            }
        });
        model.dimensions().forEach(dimension -> names.add(dimension.name()));
        model.facts().forEach(fact -> names.add(fact.name()));
        return names;
    }
}
