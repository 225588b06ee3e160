package dev.starbeam.pipeline.publish;

import dev.starbeam.model.PipelineModel;
import dev.starbeam.report.RunSummary;
import dev.starbeam.run.RowAccounts;
import dev.starbeam.run.RunOutcome;
import dev.starbeam.run.RunPlan;
import dev.starbeam.run.batch.PlannedBatch;
import dev.starbeam.warehouse.MartsReceipt;
import dev.starbeam.warehouse.PublishReceipt;
import dev.starbeam.warehouse.cost.ComputeUse;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What a run does when every file was read before: it builds the marts that a run left unbuilt when it died. */
public final class NothingToRead {
    private NothingToRead() {}

    /** Writes the summary, too. */
    public static RunSummary conclude(RunPlan plan) throws IOException {
        PipelineModel model = plan.model();
        Judgement nothing = new Judgement(RowAccounts.of(model, List.of()), List.of(), List.of());
        SummaryWriter summary = new SummaryWriter(PublishSettings.of(plan), PlannedBatch.of(plan), nothing);
        PublishReceipt receipt = new PublishReceipt(PublishReceipt.Outcome.ALREADY_PUBLISHED, List.of());
        try (BatchPublisher publisher = new BatchPublisher(PublishSettings.of(plan))) {
            List<String> unbuilt = publisher.batchesWithoutMarts();
            MartsReceipt marts = unbuilt.isEmpty()
                    ? new MartsReceipt(false, List.of())
                    : publisher.buildMarts(unbuilt.get(unbuilt.size() - 1));
            List<ComputeUse> compute = publisher.computeUse();
            return summary.published(
                    new RunOutcome.NothingNew(plan.warehouse().toString(), SummaryWriter.names(marts)),
                    receipt, marts, compute, Map.of());
        }
    }
}
