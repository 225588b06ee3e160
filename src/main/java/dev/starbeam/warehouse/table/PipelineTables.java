package dev.starbeam.warehouse.table;

import dev.starbeam.batch.Schema;
import dev.starbeam.model.MartModel;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.source.SourceModel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * All tables that the runs of a pipeline leave rows in, but for marts, their touched groups, and what a warehouse keeps for
 * itself.
 */
public final class PipelineTables {
    private PipelineTables() {}

    /**
     * The tables about runs, dimensions before facts, each followed by its history or tombstones, landed sources, and what is
     * kept of incremental marts.
     *
     * @param calendar the columns of the date dimension, if the model declares one
     */
    public static List<TableSpec> of(PipelineModel model, Schema calendar) {
        List<TableSpec> tables = new ArrayList<>(StarTables.of(model, calendar));
        model.sources().stream().filter(SourceModel::landed).map(RawTables::of).forEach(tables::add);
        tables.addAll(ofMarts(model.marts()));
        return of(tables);
    }

    /** What is kept of marts: nothing unless one is incremental. */
    public static List<TableSpec> ofMarts(List<MartModel> marts) {
        return marts.stream().anyMatch(mart -> mart.groups() != null) ? List.of(QualityTables.MART_BATCHES) : List.of();
    }

    /** The tables with those that they and every batch need, each once. */
    public static List<TableSpec> of(List<TableSpec> tables) {
        Set<TableSpec> all = new LinkedHashSet<>(QualityTables.all());
        all.addAll(CompanionTables.with(tables));
        return List.copyOf(all);
    }
}
