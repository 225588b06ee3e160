package dev.starbeam.pipeline.table;

import dev.starbeam.ingest.Sources;
import dev.starbeam.model.StagingModel;
import dev.starbeam.reject.RowCounts;
import dev.starbeam.run.RunPlan;
import dev.starbeam.run.load.RejectedRowFiles;
import dev.starbeam.staging.StageRows;
import dev.starbeam.star.join.JoinPlan;
import dev.starbeam.star.join.LookupStrategy;
import dev.starbeam.star.join.StagedEntity;
import dev.starbeam.warehouse.Contents;
import dev.starbeam.warehouse.table.QualityTables;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollectionTuple;

/** The large steps of a batch within the graph of a test, each applied to what the steps before it made of its files. */
public record StagedShop(RunPlan plan, Map<String, StagedEntity> entities) {
    /** With every entity staged. */
    public static StagedShop in(Pipeline pipeline, RunPlan plan) {
        Map<String, StagedEntity> entities = new TreeMap<>();
        for (StagingModel entity : plan.model().staging()) {
            entities.put(
                    entity.name(),
                    new StagedEntity(
                            stage(pipeline, plan, entity.name()).get(BatchParts.ROWS), StageRows.schema(entity)));
        }
        return new StagedShop(plan, entities);
    }

    static PCollectionTuple stage(Pipeline pipeline, RunPlan plan, String entity) {
        StagingModel model = plan.model().staged(entity);
        return pipeline.apply(
                "Stage " + entity,
                StageEntity.of(
                        model,
                        Sources.builtIn().of(plan.model().source(model.from())),
                        RangeList.among(RangeList.of(plan), model.from()),
                        plan));
    }

    public JoinPlan joins(LookupStrategy strategy) {
        return new JoinPlan(strategy, plan.sizes(), plan.parking());
    }

    /** The counts of each stage added up, without what tells of bytes and time. */
    public static List<RowCounts> byStage(Iterable<RowCounts> parts) {
        List<RowCounts> all = new ArrayList<>();
        parts.forEach(all::add);
        return RowCounts.byStage(all).stream().map(StagedShop::plain).toList();
    }

    private static RowCounts plain(RowCounts counts) {
        Map<String, Long> notes = new TreeMap<>(counts.notes());
        notes.keySet().removeAll(List.of(RowCounts.WORKER_MILLIS, "bytes"));
        return new RowCounts(
                counts.stage(),
                counts.read(),
                counts.accepted(),
                counts.rejected(),
                counts.filtered(),
                counts.quarantined(),
                notes);
    }

    /** Where the rejected rows are. */
    static List<String> rejects(Iterable<String> finished) {
        List<String> files = new ArrayList<>();
        finished.forEach(file -> {
            if (RejectedRowFiles.staged(file).table().equals(QualityTables.REJECTED_ROWS.name())) {
                files.add(RejectedRowFiles.staged(file).uri());
            }
        });
        return files;
    }

    /** What a query says of the rows of Parquet files, which it calls {@code rows}. */
    static List<List<String>> query(List<String> files, String sql) {
        String list = "['" + String.join("', '", files) + "']";
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
            return Contents.query(duck, "with rows as (from read_parquet(" + list + ")) " + sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
