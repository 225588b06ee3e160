package dev.starbeam.pipeline.publish;

import dev.starbeam.model.PipelineModel;
import dev.starbeam.run.RunPlan;
import dev.starbeam.warehouse.WarehouseTarget;
import java.io.Serializable;

/**
 * Where a pipeline's batches are published, and on what terms.
 *
 * @param model what is declared
 * @param warehouse where
 * @param publishOnFailure whether a failing error check only warns
 * @param report the directory for summaries
 */
public record PublishSettings(PipelineModel model, WarehouseTarget warehouse, boolean publishOnFailure, String report)
        implements Serializable {
    public static PublishSettings of(RunPlan plan) {
        return new PublishSettings(plan.model(), plan.warehouse(), plan.publishOnFailure(), plan.report());
    }

    /** A batch's summary for programs. */
    public String summaryFile(String batchId) {
        return report + "/" + batchId + ".json";
    }

    /** A batch's summary for people. */
    public String screenFile(String batchId) {
        return report + "/" + batchId + ".txt";
    }
}
